/**
 * What a line of the log may carry: ids, names out of the code, and numbers. The list is closed, so that no body,
 * secret, ticket or query is logged by accident (P10); a new field is added here, where a reader can judge it.
 */
export interface LogFields {
  request?: string;
  connection?: string;
  workspace?: string;
  kind?: string;
  room?: string;
  user?: string;
  /** A name out of the code: of a job, a lane, a command type, a route. */
  subject?: string;
  /** An error code or close code. */
  code?: string | number;
  status?: number;
  attempts?: number;
  count?: number;
  bytes?: number;
  ms?: number;
  /** A thrown value. Logged as its class, its code and the place in the code, see {@link faultOf}. */
  cause?: unknown;
}

/** A thrown value as it may be logged. */
export interface Fault {
  error: string;
  code?: string;
  at?: string;
}

/** Writes one line of JSON per call. `event` is a fixed dotted name, such as `schedule.job_failed`. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** A {@link Log} that adds `always` to every line (an object's room, a request's id); a line's own fields win. */
export function logWith(always: LogFields): Log {
  const line =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}) => {
      const { cause, ...plain } = { ...always, ...fields };
      console[level](JSON.stringify({ level, event, ...(cause === undefined ? {} : faultOf(cause)), ...plain }));
    };
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

export const log: Log = logWith({});

/**
 * What may be said of a thrown value: its class, its code when it has one, and the place in the code. Never its
 * message, since the messages of parsers and of SQLite quote what they choked on.
 */
export function faultOf(cause: unknown): Fault {
  if (!(cause instanceof Error)) return { error: typeof cause };
  // A stack begins with the message, which may have lines of its own.
  const frames = cause.stack?.split(cause.message).at(-1)?.split("\n") ?? [];
  const frame = frames.find((line) => line.trimStart().startsWith("at "));
  return {
    error: cause.name,
    ...("code" in cause && typeof cause.code === "string" ? { code: cause.code } : {}),
    ...(frame ? { at: frame.trim().slice(3) } : {}),
  };
}

/**
 * The whole server on one machine: the state folder and its secrets, the runtime, the mail sink and the crons.
 * `npm start`, `npm run dev` and `serve:bench` differ only in what they pass here.
 */
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { parseSettings, settingRows } from "../worker/settings.ts";
import { startCrons } from "./crons.ts";
import { LockHeld, takeLock } from "./exclusive.ts";
import { endLeftovers } from "./leftovers.ts";
import { type LocalRuntime, startLocalRuntime } from "./local-runtime.ts";
import { openMailSink } from "./mail-sink.ts";
import { keepSecrets, PUSH_KEYS } from "./secrets.ts";
import { readMiniflareOptions, readWorkerConfig } from "./wrangler-config.ts";

export interface ServerOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Where everything is kept; made when it is not there. */
  stateFolder: string;
  /** Where the worker's bundle is. */
  bundleFolder: string;
  /** Settings by the names of `worker/settings.ts`. */
  settings: Readonly<Record<string, string>>;
  /** Takes each line the worker writes. */
  onLog: (line: string) => void;
}

export interface Server {
  port: number;
  /** Takes the bundle that is in its folder now. All sockets close; state stays. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Why the server cannot run here, in a sentence for who started it. */
export class CannotStart extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotStart";
  }
}

/**
 * Starts the server and answers once it really does.
 * @throws CannotStart, SettingsError, PortInUse, CronError: their messages are for people.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  await using undo = new AsyncDisposableStack();
  const stateFolder = await openStateFolder(options.stateFolder, undo);
  await endLeftovers(stateFolder);
  const sink = undo.adopt(await openMailSink(join(stateFolder, "mail")), (opened) => opened.close());
  const vars = await settle(options.settings, stateFolder, sink.url);
  const runtime = undo.adopt(await startLocalRuntime({ ...options, stateFolder, vars }), (started) => started.close());
  await expectHealthy(runtime);
  undo.use(startCrons(readWorkerConfig("").triggers.crons, reporting(runtime, options.onLog)));
  const running = undo.move();
  return {
    // Miniflare names a port of its own when the host is one address among several.
    port: options.port || Number(runtime.url.port),
    reload: () => runtime.reload(),
    close: () => running.disposeAsync(),
  };
}

const STATE_LOCK = "in-use.lock";

/** True while a server runs on `stateFolder`. */
export function isStateInUse(stateFolder: string): boolean {
  try {
    takeLock(join(stateFolder, STATE_LOCK), 0)[Symbol.dispose]();
    return false;
  } catch (error) {
    if (error instanceof LockHeld) return true;
    throw error;
  }
}

/** Makes the folder and holds it: two runtimes on the same files would each believe they own them. */
async function openStateFolder(wanted: string, undo: AsyncDisposableStack): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    const folder = await realpath(wanted);
    undo.use(takeLock(join(folder, STATE_LOCK), 0));
    return folder;
  } catch (error) {
    if (error instanceof LockHeld) throw new CannotStart(`Another Ensemble is running on the state folder ${wanted}.`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(
      `The state folder ${wanted} cannot be written (${reason}). Set ENSEMBLE_STATE to one that can.`,
    );
  }
}

/**
 * What the worker is given: the settings passed, over wrangler.toml's and `.dev.vars`, and the secrets kept, for those
 * that nobody set under any of their names.
 */
async function settle(settings: ServerOptions["settings"], stateFolder: string, sinkUrl: string) {
  const kept = await keepSecrets(stateFolder);
  const { vars: configured } = readMiniflareOptions();
  const vars: Record<string, string> = { MAIL_SINK_URL: sinkUrl, ...settings };
  const rows = settingRows().map(({ name, aliases }) => {
    return { name, isSet: [name, ...aliases].some((candidate) => vars[candidate] || configured[candidate]) };
  });
  // Of a pair of keys, one that is set goes with no other of ours.
  const isPairSet = rows.some(({ name, isSet }) => PAIRED.has(name) && isSet);
  for (const { name, isSet } of rows) {
    const value = kept[name];
    if (typeof value === "string" && !isSet && !(isPairSet && PAIRED.has(name))) vars[name] = value;
  }
  parseSettings({ ...configured, ...vars });
  return vars;
}

const PAIRED: ReadonlySet<string> = new Set(PUSH_KEYS);

async function expectHealthy(runtime: LocalRuntime): Promise<void> {
  const answer = await fetch(new URL("/api/health", runtime.url));
  const body = await answer.text();
  if (!answer.ok) throw new CannotStart(`The worker started but answers ${answer.status}: ${body}`);
}

/** A cron that fails is one line in the log, and runs again when it is due. */
function reporting(runtime: LocalRuntime, onLog: ServerOptions["onLog"]) {
  return async (pattern: string, scheduledTime: Date) => {
    try {
      await runtime.runCron(pattern, scheduledTime);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      onLog(JSON.stringify({ level: "error", event: "cron_failed", at: Date.now(), pattern, message }));
    }
  };
}

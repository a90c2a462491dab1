import { type Outcome, ok, RoomError } from "./errors.ts";
import type { Log } from "./log.ts";

/** What a room says of an act that broke: `event` in the log, and `message` to whoever asked. */
interface Breakage {
  event: string;
  message: string;
}

/** Answers with what `act` does, and with a problem where it throws. What broke stays in the log (P10). */
export function answerOf<Value>(act: () => Value, log: Log, { event, message }: Breakage): Outcome<Value> {
  try {
    return ok(act());
  } catch (cause) {
    if (cause instanceof RoomError) return { ok: false, problem: cause.toProblem() };
    log.error(event, { cause });
    return { ok: false, problem: { code: "internal", message } };
  }
}

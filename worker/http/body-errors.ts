import { type Outcome, RoomError } from "../../durable-objects/room/errors.ts";

/**
 * Unwraps the answer to actions made of a request's body. A room names what is wrong by its place in the action; `place`
 * tells where in the body that came from.
 * @throws RoomError with the same code and sentence
 */
export function unwrapAsked<Value>(outcome: Outcome<Value>, place: (path: string) => string = inBody): Value {
  if (outcome.ok) return outcome.value;
  const { code, message, errors } = outcome.problem;
  throw new RoomError(
    code,
    message,
    errors?.map((each) => ({ ...each, path: place(each.path) })),
  );
}

/** What an action sets stands in the body itself. */
function inBody(path: string): string {
  return path.replace(/^set\./, "");
}

import { EventEnvelope, ServerControl } from "../../../durable-objects/room/protocol.ts";

/** A frame of a JSON room, read. `other` is one that only its kind knows, or a newer room; whoever does not passes it over. */
type RoomFrame =
  | { kind: "control"; control: ServerControl }
  | { kind: "event"; event: EventEnvelope }
  | { kind: "other"; frame: unknown };

const CONTROL_TYPES: ReadonlySet<unknown> = new Set(ServerControl.options.map((option) => option.shape.type.value));

/** Reads a text frame. @throws Error or ZodError for one that is no JSON or breaks the protocol. */
export function readFrame(text: string): RoomFrame {
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null && "type" in value && CONTROL_TYPES.has(value.type)) {
    return { kind: "control", control: ServerControl.parse(value) };
  }
  const event = EventEnvelope.safeParse(value);
  return event.success ? { kind: "event", event: event.data } : { kind: "other", frame: value };
}

import { CallCard, type Message } from "../protocol.ts";

/** The data of an event with `tombstone` in place of the message that it was, and nothing of what that said. */
export function redacted(data: Readonly<Record<string, unknown>>, tombstone: Message): Record<string, unknown> {
  const { mentioned: _, here: __, ...rest } = data;
  const isNamed = isOf(data.message, tombstone);
  return {
    ...(isNamed ? rest : data),
    ...(isNamed ? { message: tombstone } : {}),
    ...(isOf(data.root, tombstone) ? { root: tombstone } : {}),
    ...(data.message === tombstone.id ? withoutMarks(data) : {}),
  };
}

function isOf(value: unknown, { id }: Message): boolean {
  return typeof value === "object" && value !== null && "id" in value && value.id === id;
}

/** Reactions and previews of a deleted message are gone with it, and what a call is called. */
function withoutMarks(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...("reactions" in data ? { reactions: [] } : {}),
    ...("previews" in data ? { previews: [] } : {}),
    ...("call" in data ? { text: "", call: { ...CallCard.parse(data.call), title: "" } } : {}),
  };
}

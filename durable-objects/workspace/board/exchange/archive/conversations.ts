/**
 * What the archive of a workspace holds of its conversations: all that was said in channels, discussions and calls. What is for
 * its members alone is not for whoever may export the workspace; each of them can export that themselves.
 */
import type { ZipWriter } from "../../../../../worker/files/zip.ts";
import { MAX_PAGE_MESSAGES } from "../../../../conversation/limits.ts";
import type { Participant } from "../../../../conversation/participant.ts";
import { unwrap } from "../../../../room/errors.ts";
import { openCalls } from "../../../calls/entering.ts";
import { roomOf, subjectOf } from "../../../conversations/entering.ts";
import { conversationShown, titleOf } from "../../../conversations/shown.ts";
import type { ConversationRow } from "../../../conversations/store.ts";
import type { Stores } from "../../../store/stores.ts";
import { slugOf } from "../../naming/names.ts";
import type { Source, Written } from "./contents.ts";
import type { Place } from "./places.ts";

/** Messages in one file: what one run writes at least. */
const MESSAGES_IN_FILE = 20_000;
const FILE_NAME_LENGTH = 60;
/** Whoever reads for the archive; open conversations are read by anyone in the workspace. */
const ARCHIVIST: Participant = { user: "archive", name: "Archive", role: "viewer" };

type ConversationPlace = Extract<Place, { at: "conversations" }>;

/** The conversations that are exported, as the head of the archive lists them. */
export function conversationsListed(stores: Stores): object[] {
  return exported(stores).map((row) => ({
    ...conversationShown(stores, row),
    title: titleOf(stores, row),
    file: fileOf(stores, row, 1),
  }));
}

/** Writes the next file of messages, a line for each. @throws RoomError `unavailable` when the room is away */
export async function writeMessages(
  { behind, part, after }: ConversationPlace,
  zip: ZipWriter,
  { stores, env, at }: Source,
): Promise<Written> {
  const row = exported(stores).find(({ id }) => id > behind);
  if (!row) return { records: [], next: { at: "activity" } };
  let last: number | null = after;
  const lines = async function* () {
    const room = env.CONVERSATION.getByName(roomOf(row).id);
    for (let written = 0; last !== null && written < MESSAGES_IN_FILE; written += MAX_PAGE_MESSAGES) {
      const { items, more } = unwrap(await room.messages(ARCHIVIST, { after: last, limit: MAX_PAGE_MESSAGES }));
      yield items.map((message) => `${JSON.stringify(message)}\n`).join("");
      last = more ? (items.at(-1)?.seq ?? null) : null;
    }
  };
  const records = [await zip.file(fileOf(stores, row, part), lines(), at)];
  const next: Place =
    last === null
      ? { at: "conversations", behind: row.id, part: 1, after: 0 }
      : { at: "conversations", behind, part: part + 1, after: last };
  return { records, next };
}

function exported(stores: Stores): ConversationRow[] {
  const { conversations } = stores;
  const open = new Set(openCalls(stores).map(({ id }) => id));
  return (["channel", "task", "page", "call"] as const)
    .flatMap((kind) => conversations.every(kind))
    .filter((row) => row.kind !== "call" || open.has(subjectOf(row)))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function fileOf(stores: Stores, row: ConversationRow, part: number): string {
  const name = [slugOf(titleOf(stores, row)).slice(0, FILE_NAME_LENGTH), row.id].filter(Boolean).join("-");
  return `conversations/${name.toWellFormed()}${part === 1 ? "" : `-${part}`}.jsonl`;
}

import type { MentionOf } from "../../../../../durable-objects/doc/text/protocol.ts";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Api } from "../../../../sdk/api/api.ts";
import type { ConversationRoom } from "../../../../sdk/conversation/room.ts";
import type { InboxRoom } from "../../../../sdk/inbox/inbox.ts";
import type { WorkspaceRoom } from "../../../../sdk/workspace.ts";
import type { Toast } from "../../../design/toasts.tsx";

/** Where a command is given, and what it can reach. */
export interface CommandPlace {
  api: Api;
  workspace: { id: string; room: WorkspaceRoom };
  conversation: Conversation;
  room: ConversationRoom;
  /** The thread one writes in; null for the conversation itself. */
  thread: string | null;
  inbox: InboxRoom | null;
  /** Where `/task` makes its tasks; null where one may make none. */
  project: { id: string; name: string } | null;
  /** The key under which something is made, the same for as long as the same is tried. */
  keyOf: (wanted: string) => string;
  go: (to: { conversation: string } | { call: string } | "home") => void;
  tell: (toast: Toast) => void;
  showHelp: () => void;
}

/** What stands behind a command's name. */
export interface CommandInput {
  /** As plain words. */
  words: string;
  /** As the Markdown of a message. */
  markdown: string;
  /** Who is mentioned in it, in order. */
  people: readonly MentionOf[];
}

/** What became of a command: it is done, or what is wrong with it, in words that say how it goes. */
export type CommandOutcome = { done: true } | { done: false; words: string };

/** Something that a message beginning with a slash does instead of being sent. */
export interface Command {
  /** What follows the slash. */
  name: string;
  /** What is to follow the name: `title`, `[@person] [message]`. */
  takes: string;
  /** What it does, in a few words. */
  words: string;
  /** Where it can be given; left out for everywhere. */
  offered?: (place: Pick<CommandPlace, "conversation" | "project">) => boolean;
  run: (place: CommandPlace, input: CommandInput) => CommandOutcome | Promise<CommandOutcome>;
}

export const DONE: CommandOutcome = { done: true };

/** What is wrong with a command. */
export function wrong(words: string): CommandOutcome {
  return { done: false, words };
}

/** The name of the command that a text gives, in small letters; null for a text that is none, such as a path. */
export function commandIn(text: string): string | null {
  return /^\/([a-z]+)(?=\s|$)/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** A text without the command it begins with. */
export function withoutCommand(text: string): string {
  return text.replace(/^\/[a-z]+\s*/i, "");
}

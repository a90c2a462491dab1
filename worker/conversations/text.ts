/** A conversation as a file: JSON lines for programs, or Markdown to be read. */
import type { Message } from "../../durable-objects/conversation/protocol.ts";
import type { Conversation } from "../../durable-objects/workspace/conversations/protocol.ts";

/** What is exported, and what it is called. */
export interface Exported {
  conversation: Conversation;
  title: string;
  /** ms since 1970 */
  at: number;
}

/** All messages, the oldest first, page by page. */
export type MessagePages = AsyncIterable<readonly Message[]>;

/** The conversation in the first line, and then a message in each, deleted ones as what is left of them. */
export async function* conversationLines({ conversation, at }: Exported, pages: MessagePages): AsyncGenerator<string> {
  yield `${JSON.stringify({ conversation, exportedAt: at })}\n`;
  for await (const messages of pages) {
    if (messages.length > 0) yield messages.map((message) => `${JSON.stringify(message)}\n`).join("");
  }
}

/** Each message under who said it and when; what is deleted is left out. */
export async function* conversationMarkdown({ title, at }: Exported, pages: MessagePages): AsyncGenerator<string> {
  yield `# ${lineOf(title)}\n\nExported ${momentOf(at)}.\n`;
  for await (const messages of pages) {
    const said = messages.filter(({ deletedAt }) => deletedAt === null);
    if (said.length > 0) yield said.map(messageMarkdown).join("");
  }
}

function messageMarkdown({ authorName, at, editedAt, replyTo, text, attachments, reactions }: Message): string {
  const notes = [momentOf(at), ...(replyTo ? ["in a thread"] : []), ...(editedAt === null ? [] : ["edited"])];
  const files = attachments.map(({ name, id }) => `- [${lineOf(name)}](/api/objects/${id})\n`).join("");
  const reacted = reactions.map(({ emoji, users }) => `${emoji} ${users.length}`).join("  ");
  return [
    `\n### ${lineOf(authorName)} · ${notes.join(" · ")}\n`,
    ...(text === "" ? [] : [`\n${text}\n`]),
    ...(files === "" ? [] : [`\n${files}`]),
    ...(reacted === "" ? [] : [`\n${reacted}\n`]),
  ].join("");
}

function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A name as one line of plain Markdown. */
function lineOf(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#]/g, "\\$&");
}

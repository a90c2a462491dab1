/** Texts of docs as Markdown, read from their rooms. */
import { unpackBlocks } from "../../../../doc/text/tree.ts";
import { writeMarkdown } from "../../../../doc/text/write.ts";
import { unwrap } from "../../../../room/errors.ts";
import { sideBySide } from "../side-by-side.ts";
import type { FramedTask } from "./frame.ts";
import type { OutgoingTask } from "./project-text.ts";

/** The text of a doc. @throws RoomError, or what the platform throws when the doc's room cannot be reached */
export async function markdownOf(env: Pick<Cloudflare.Env, "DOC">, docId: string): Promise<string> {
  const { blocks } = unwrap(await env.DOC.getByName(docId).text());
  return writeMarkdown(unpackBlocks(blocks));
}

/** These tasks with their descriptions. @throws as {@link markdownOf} */
export function withDescriptions(
  env: Pick<Cloudflare.Env, "DOC">,
  tasks: readonly FramedTask[],
): Promise<OutgoingTask[]> {
  return sideBySide(tasks, async (framed) => {
    const { docId } = framed.task;
    return { ...framed, description: docId === null ? null : await markdownOf(env, docId) };
  });
}

/** These tasks, with no word of their descriptions. */
export function withoutDescriptions(tasks: readonly FramedTask[]): OutgoingTask[] {
  return tasks.map((framed) => ({ ...framed, description: null }));
}

/** `/api/workspaces/:w/conversations/:c/export`: all that was said, taken out. */
import { createRoute, z } from "@hono/zod-openapi";
import { MAX_PAGE_MESSAGES } from "../../durable-objects/conversation/limits.ts";
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import type { MessagePage } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { conversationLines, conversationMarkdown, type MessagePages } from "../conversations/text.ts";
import type { Bindings } from "../env.ts";
import { downloadHeaders, textBody } from "../files/download.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";

const FORMATS = {
  jsonl: { type: "application/jsonl; charset=utf-8", write: conversationLines },
  markdown: { type: "text/markdown; charset=utf-8", write: conversationMarkdown },
} as const;
const ENDINGS = { jsonl: "jsonl", markdown: "md" } as const;

export const conversationExports = newRoutes();

conversationExports.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/export",
    tags: ["Conversations"],
    summary: "A conversation as a file",
    description:
      "All that was said, the oldest first: as lines of JSON, the conversation first and then each message, or as Markdown. The audit log says who took it out.",
    middleware: [requireUser, sensitive("export")] as const,
    request: {
      params: ConversationParams,
      query: z.object({ format: z.enum(["jsonl", "markdown"]).default("jsonl") }),
    },
    responses: {
      200: {
        description: "The file",
        content: { "application/jsonl": { schema: z.string() }, "text/markdown": { schema: z.string() } },
      },
      ...problems(401, 403, 404, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const { format } = c.req.valid("query");
    const actor = actorOf(c);
    const exported = unwrap(await c.env.WORKSPACE.getByName(w).exportConversation(actor, id, format));
    const { conversation, title, name, role } = exported;
    const pages = pagesOf(c.env, id, { user: actor.user, name, role });
    const texts = FORMATS[format].write({ conversation, title, at: Date.now() }, pages);
    const file = `${title}.${ENDINGS[format]}`;
    return c.body(textBody(texts), 200, downloadHeaders(file, FORMATS[format].type));
  },
);

async function* pagesOf(env: Bindings, conversation: string, who: Participant): MessagePages {
  const room = env.CONVERSATION.getByName(conversation);
  for (let after: number | null = 0; after !== null; ) {
    const page: MessagePage = unwrap(await room.messages(who, { after, limit: MAX_PAGE_MESSAGES }));
    yield page.items;
    after = page.more ? (page.items.at(-1)?.seq ?? null) : null;
  }
}

/** A workspace of Ensemble with one channel, and as many members of it as its sockets need; all over the public API. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { newTenant, post, signUp, socketUrl } from "../contenders/ensemble.ts";
import type { RunningServer } from "../process/server.ts";
import type { RoomTask } from "../room/task.ts";

const Made = z.object({ id: z.string() });
const Invitation = z.object({ token: z.string() });

export interface Talk {
  conversation: string;
  /** Of one member. */
  token: string;
  /** One URL a socket, spread evenly over the members. */
  urls: string[];
}

/** What a socket of a conversation counts: messages, and nothing else that is told. */
export const LISTENING = { stream: "room", mark: '"type":"message.posted"' };

/** Makes a channel to which `members` belong, with `sockets` sockets of theirs. */
export async function makeTalk(server: RunningServer, shape: { sockets: number; members: number }): Promise<Talk> {
  const { token, workspace } = await newTenant(server);
  const tokens = [token];
  const invited = await post(server, `/api/workspaces/${workspace}/invitations`, { role: "member" }, token);
  const invitation = Invitation.parse(await invited.json()).token;
  const wanted = { kind: "channel", name: "bench" };
  const made = await post(server, `/api/workspaces/${workspace}/conversations`, wanted, token);
  const conversation = Made.parse(await made.json()).id;
  while (tokens.length < shape.members) {
    const member = await signUp(server);
    await post(server, `/api/invitations/${invitation}/accept`, {}, member);
    await post(server, `/api/workspaces/${workspace}/conversations/${conversation}/join`, {}, member);
    tokens.push(member);
  }
  const urls: string[] = [];
  for (let socket = 0; socket < shape.sockets; socket++) {
    urls.push(await socketUrl(server, tokens[socket % tokens.length] ?? token, "conversation", conversation));
  }
  return { conversation, token, urls };
}

/** What `count` messages of a usual length are posted with. */
export function postsOf(count: number): RoomTask["sends"] {
  return Array.from({ length: count }, (_, index) => ({
    type: "message.post",
    message: randomUUID(),
    text: `Message ${index}: I looked into what people said of the last release, and **most of it** is about the board.`,
  }));
}

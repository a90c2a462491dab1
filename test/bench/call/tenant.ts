/** A workspace of Ensemble with a call, and a member of it for each peer; all over the public API. */
import { z } from "zod";
import { newTenant, post, signUp, socketUrl } from "../contenders/ensemble.ts";
import type { RunningServer } from "../process/server.ts";

const Made = z.object({ id: z.string() });
const Invitation = z.object({ token: z.string() });

/** Makes members for so many peers; answers how a new call of theirs is begun, as one URL of a socket for each. */
export async function makeCallers(server: RunningServer, peers: number): Promise<() => Promise<string[]>> {
  const { token, workspace } = await newTenant(server);
  const tokens = [token];
  const invited = await post(server, `/api/workspaces/${workspace}/invitations`, { role: "member" }, token);
  const invitation = Invitation.parse(await invited.json()).token;
  while (tokens.length < peers) {
    const member = await signUp(server);
    await post(server, `/api/invitations/${invitation}/accept`, {}, member);
    tokens.push(member);
  }
  return async () => {
    const made = await post(server, `/api/workspaces/${workspace}/calls`, { title: "Bench" }, token);
    const { id } = Made.parse(await made.json());
    return Promise.all(tokens.map((each) => socketUrl(server, each, "call", id)));
  };
}

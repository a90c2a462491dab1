/** The rooms of docs, which are objects of their own: made before they are part of the workspace, erased after. */
import { type Outcome, ok, unwrap } from "../room/errors.ts";
import { newId } from "../room/id.ts";
import type { Log } from "../room/log.ts";

/**
 * Creates the object of a new doc of `workspace`, and answers its id. Until the workspace registers it as one of its
 * rooms it lets nobody in, so one that is left without that does no harm.
 */
export async function newDoc(env: Cloudflare.Env, workspace: string, log: Log): Promise<Outcome<string>> {
  const docId = newId();
  try {
    unwrap(await env.DOC.getByName(docId).create({ workspace, kind: "doc", room: docId }));
    return ok(docId);
  } catch (cause) {
    log.warn("workspace.doc_not_created", { cause });
    return { ok: false, problem: { code: "unavailable", message: "The doc could not be made just now; try again." } };
  }
}

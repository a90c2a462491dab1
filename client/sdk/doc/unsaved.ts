import type { Api } from "../api/api.ts";
import { when } from "../observed.ts";
import type { DocCopies } from "./copies.ts";
import { docSession } from "./doc.ts";
import type { DocSession } from "./session.ts";

interface Sending {
  api: Api;
  copies: DocCopies;
  /** True for docs that are open anyway, and so look after themselves. */
  isOpen: (docId: string) => boolean;
  /** Told of each doc that is opened for this; what it answers is called when that one is closed again. */
  opened: (session: DocSession) => () => void;
}

/**
 * Sends what was written into docs that are not open any more and no room has confirmed, such as pages that were left
 * while offline: opens each until its room has all of it, one after another. Answers when there is nothing more to be
 * done just now.
 */
export async function sendUnsaved({ api, copies, isOpen, opened }: Sending): Promise<void> {
  for (const docId of await copies.unsavedDocs()) {
    if (isOpen(docId)) continue;
    const session = docSession(api, docId, copies);
    const closed = opened(session);
    await session.open();
    // What is refused is set aside, where its writer finds it; what cannot be sent now is tried again the next time.
    await when(session.status, ({ name }) => name !== "connecting" && name !== "saving");
    await session.close();
    closed();
  }
}

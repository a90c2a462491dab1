import { useInboxState } from "../../../react/inbox.ts";
import { useObserved } from "../../../react/observed.ts";
import type { InboxRoom } from "../../../sdk/inbox/inbox.ts";
import type { InboxState } from "../../../sdk/inbox/state.ts";
import { Cell } from "../../../sdk/observed.ts";

/** One's inbox, while it is open: it is loaded and opened once a page is shown, and stays as long as one is signed in. */
export const ownInbox = new Cell<InboxRoom | null>(null);

/** One's inbox, and what it says; both null until it has been opened, and has been told. */
export function useOwnInbox(): { inbox: InboxRoom | null; state: InboxState | null } {
  const inbox = useObserved(ownInbox);
  const state = useInboxState(inbox);
  return { inbox, state };
}

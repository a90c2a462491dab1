import type { InboxState } from "../../../sdk/inbox/state.ts";
import type { Observed } from "../../../sdk/observed.ts";
import { ownInbox } from "../inbox/own-inbox.ts";

/** What one's inbox says, whichever is open, and null while none is: a conversation need not wait for it. */
const state: Observed<InboxState | null> = {
  get value() {
    return ownInbox.value?.state.value ?? null;
  },
  subscribe(listener) {
    let stop = () => {};
    const follow = () => {
      stop();
      stop = ownInbox.value?.state.subscribe(listener) ?? (() => {});
    };
    follow();
    const leave = ownInbox.subscribe(() => {
      follow();
      listener();
    });
    return () => {
      leave();
      stop();
    };
  },
};

/** One's inbox as conversations look at it. */
export const inboxBeside = { state };

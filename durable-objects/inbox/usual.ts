import type { Preferences, Ways } from "./protocol.ts";

const EVERYWHERE: Ways = { inbox: true, push: true, digest: true };

/** What is so for whoever set nothing: all is notified, and what one is not addressed by is not pushed. No digest. */
export const USUAL_PREFERENCES: Preferences = {
  reasons: {
    mention: EVERYWHERE,
    message: EVERYWHERE,
    reply: EVERYWHERE,
    assigned: EVERYWHERE,
    changed: { inbox: true, push: false, digest: true },
    due: EVERYWHERE,
    invited: EVERYWHERE,
    reminder: EVERYWHERE,
    call: EVERYWHERE,
  },
  projects: {},
  timeZone: "UTC",
  quietHours: null,
  digestAt: null,
  pushContent: true,
};

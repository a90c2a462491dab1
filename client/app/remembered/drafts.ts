/**
 * What was begun to be written and is not sent yet, kept in this tab over a reload or a new release, for whoever wrote it.
 * A browser that keeps nothing keeps it in the page alone.
 */

const PREFIX = "ensemble:draft:";
const OWNER = "ensemble:drafts-of";

/** What is kept under a name; null for nothing. */
export function readDraft(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps `text` from now on, or nothing when it is empty. */
export function writeDraft(name: string, text: string | null): void {
  try {
    if (text === null || text === "") sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // It is forbidden, or there is no room left.
  }
}

/** From now on what is written here is this user's. What another wrote before is forgotten. */
export function draftsAreOf(user: string): void {
  try {
    if (sessionStorage.getItem(OWNER) === user) return;
    forgetDrafts();
    sessionStorage.setItem(OWNER, user);
  } catch {
    // As above.
  }
}

/** Forgets all of it, at sign-out. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}

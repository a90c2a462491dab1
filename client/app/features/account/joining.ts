/**
 * The invitation that somebody has said they want to accept, while they sign in or up for it: then they need not say it
 * again. It lasts as long as the tab, also over a provider's pages.
 */
const KEY = "ensemble.joining";

/** Remembers that the invitation with this token is to be accepted. */
export function wantToJoin(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Without storage they are asked once more.
  }
}

/** Whether the invitation with this token was to be accepted; asked once. */
export function wantedToJoin(token: string): boolean {
  try {
    const wanted = sessionStorage.getItem(KEY) === token;
    if (wanted) sessionStorage.removeItem(KEY);
    return wanted;
  } catch {
    return false;
  }
}

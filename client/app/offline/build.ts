/**
 * The path of the script that this page began with. It is named by the content of all it leads to, so another build of
 * the app has another.
 */
export function thisBuild(): string {
  return entryOf(document) ?? "";
}

/** The path of the script that a page of the app begins with. */
export function entryOf(page: Document): string | null {
  const script = page.querySelector('script[type="module"][src]');
  return script?.getAttribute("src") ?? null;
}

/** Whether the list of settings stands beside the page chosen, rather than being a page of its own. */
export function listStandsAside(): boolean {
  return window.matchMedia("(width >= 48rem)").matches;
}

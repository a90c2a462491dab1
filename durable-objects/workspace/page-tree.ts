/** Which page may stand under which. Reads only. */
import { RoomError } from "../room/errors.ts";
import { MAX_PAGE_DEPTH } from "./limits.ts";
import type { PageRow } from "./store/pages.ts";
import type { Stores } from "./store/stores.ts";

/**
 * Passes when `page` may stand under `parent`: not under itself, directly or by others, and not too deep with all that
 * stands under it. A page not made yet has no id. @throws RoomError `cycle`, `limit_reached`
 */
export function demandPlace(stores: Stores, page: string | null, parent: PageRow): void {
  const above = ancestry(stores, parent);
  if (above.some(({ id }) => id === page)) {
    throw new RoomError("cycle", "A page cannot stand under itself, nor under a page that stands under it.");
  }
  const height = page === null ? 1 : levels(stores, page).length;
  if (above.length + height > MAX_PAGE_DEPTH) {
    throw new RoomError("limit_reached", `Pages go at most ${MAX_PAGE_DEPTH} levels deep.`);
  }
}

/** Every page under `page`, those right under it first. */
export function pagesUnder(stores: Stores, page: string): PageRow[] {
  return levels(stores, page).slice(1).flat();
}

/** `page` and what it stands under, up to the root. */
function ancestry({ pages }: Stores, page: PageRow): PageRow[] {
  const above: PageRow[] = [];
  for (let next: PageRow | undefined = page; next; ) {
    above.push(next);
    next = next.parentId === null || above.length > MAX_PAGE_DEPTH ? undefined : pages.find(next.parentId);
  }
  return above;
}

/** The tree under `page` level by level; the first is that of the page itself. */
function levels({ pages }: Stores, page: string): PageRow[][] {
  const found: PageRow[][] = [];
  for (let level = [pages.find(page) ?? []].flat(); level.length > 0 && found.length <= MAX_PAGE_DEPTH; ) {
    found.push(level);
    level = level.flatMap(({ id }) => pages.under(id));
  }
  return found;
}

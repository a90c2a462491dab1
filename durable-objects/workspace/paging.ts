/** Pages: the tree of a workspace's free docs. Each function is one act within a {@link Change}. */
import { RoomError } from "../room/errors.ts";
import type { Access } from "./access.ts";
import type { Change } from "./change.ts";
import { eraseDiscussion } from "./conversations/discussing.ts";
import { eraseRoom } from "./erasing.ts";
import { MAX_PAGES } from "./limits.ts";
import { regrant } from "./membership.ts";
import { demandPlace, pagesUnder } from "./page-tree.ts";
import type { Page, RoomRef, Subpages } from "./protocol.ts";
import type { PageRow } from "./store/pages.ts";
import type { Stores } from "./store/stores.ts";

/** The room that holds a page's content. */
export function docOf(page: Pick<Page, "docId">): RoomRef {
  return { kind: "doc", id: page.docId };
}

/**
 * Passes when one more page may be made under `parent` (null for the root).
 * @throws RoomError `forbidden`, `not_found`, `limit_reached`
 */
export function demandRoomForPage(stores: Stores, access: Access, parent: string | null): void {
  access.demand("page.create");
  if (stores.pages.count() >= MAX_PAGES) throw new RoomError("limit_reached", "This workspace has too many pages.");
  if (parent !== null) demandPlace(stores, null, demandPage(stores, access, parent));
}

/**
 * Adds a page, behind the others, whose doc object exists already. A page made under this id before stays as it is.
 * @throws RoomError `forbidden`, `not_found`, `limit_reached`
 */
export function addPage(
  change: Change,
  access: Access,
  wanted: Pick<Page, "id" | "title" | "parentId" | "docId">,
): PageRow {
  const { pages, rooms, workspace } = change.stores;
  const known = pages.find(wanted.id);
  if (known) return known;
  demandRoomForPage(change.stores, access, wanted.parentId);
  rooms.register(docOf(wanted), change.now);
  change.projectRoom(docOf(wanted), change.now, null);
  const page: PageRow = {
    ...wanted,
    order: pages.lastOrder(),
    createdAt: change.now,
    createdBy: access.user,
    revision: workspace.nextRevision(),
  };
  pages.put(page);
  change.projectPage(page, null);
  change.say({ type: "page.created", page: pageShown(page) });
  return page;
}

/** @throws RoomError `not_found`, `forbidden` */
export function renamePage(change: Change, access: Access, id: string, title: string): PageRow {
  const page = demandPage(change.stores, access, id);
  access.demand("page.rename", { room: docOf(page) });
  if (page.title === title) return page;
  const renamed = put(change, { ...page, title });
  change.say({ type: "page.renamed", page: id, docId: page.docId, title });
  return renamed;
}

/** Where a page is wanted: each left out is as in `page.move`. */
export interface PagePlace {
  parent?: string | null | undefined;
  after?: string | null | undefined;
}

/**
 * Puts a page under `parent`, right behind `after`. Where others moved that one elsewhere meanwhile, the page still
 * stands behind it in the order of all pages. @throws RoomError `not_found`, `forbidden`, `cycle`, `limit_reached`
 */
export function movePage(change: Change, access: Access, id: string, { parent, after }: PagePlace): PageRow {
  const { stores } = change;
  const page = demandPage(stores, access, id);
  access.demand("page.move", { room: docOf(page) });
  const parentId = parent === undefined ? page.parentId : parent;
  if (parentId !== null && parentId !== page.parentId) demandPlace(stores, id, demandPage(stores, access, parentId));
  const before = typeof after === "string" && after !== id ? demandPage(stores, access, after) : null;
  if (after === id && parentId === page.parentId) return page;
  return place(change, page, parentId, before || after === null ? stores.pages.orderBehind(before, id) : null);
}

/**
 * Deletes a page; its doc and its discussion are erased for ever. The pages under it take its place, or go with it.
 * @throws RoomError `not_found`, `forbidden`
 */
export function deletePage(change: Change, access: Access, id: string, subpages: Subpages): void {
  const { pages } = change.stores;
  const page = demandPage(change.stores, access, id);
  access.demand("page.delete", { room: docOf(page) });
  if (subpages === "keep") {
    let before: Pick<PageRow, "order"> = page;
    for (const child of pages.under(id)) {
      before = place(change, child, page.parentId, pages.orderBehind(before, child.id));
    }
  } else for (const under of pagesUnder(change.stores, id).reverse()) remove(change, under);
  remove(change, page);
}

/**
 * Erases a page's content: the page goes on with another, empty doc, and the former one is gone for ever, so no copy kept
 * offline brings the content back. The new doc object exists already.
 * @throws RoomError `not_found`, `forbidden`
 */
export function erasePage(change: Change, access: Access, id: string, docId: string): PageRow {
  const page = demandPage(change.stores, access, id);
  access.demand("page.erase", { room: docOf(page) });
  const { rooms, invitations } = change.stores;
  const fresh: RoomRef = { kind: "doc", id: docId };
  rooms.register(fresh, change.now);
  change.projectRoom(fresh, change.now, null);
  const erased = put(change, { ...page, docId });
  change.record("page.erased", id, { docId, formerDocId: page.docId });
  change.say({ type: "page.erased", page: id, docId, formerDocId: page.docId });
  invitations.renameRoom(page.docId, docId);
  const guests = rooms.grantedTo(docOf(page));
  eraseRoom(change, docOf(page));
  for (const user of guests) regrant(change, user, [fresh]);
  return erased;
}

/** The page, if the actor may know of it. @throws RoomError `not_found` */
export function demandPage(stores: Stores, access: Access, id: string): PageRow {
  const page = stores.pages.find(id);
  if (!page) throw new RoomError("not_found", "There is no such page.");
  access.demand("page.read", { room: docOf(page) });
  return page;
}

/** A page as those see it who may read all. */
export function pageShown({ id, title, parentId, docId, order, createdAt, createdBy }: PageRow): Page {
  return { id, title, parentId, docId, order, createdAt, createdBy };
}

function remove(change: Change, page: PageRow): void {
  const { id, title, docId } = page;
  change.stores.pages.delete(id);
  change.projectPage({ ...page, revision: change.stores.workspace.nextRevision() }, change.now);
  change.record("page.deleted", id, { title, docId });
  change.say({ type: "page.deleted", page: id, docId, title });
  change.stores.invitations.forgetRooms(new Set([docId]));
  const guests = change.stores.rooms.grantedTo(docOf(page));
  eraseDiscussion(change, "page", id);
  eraseRoom(change, docOf(page));
  for (const user of guests) regrant(change, user, []);
}

/** Puts a page under `parentId` by the key `order`, or behind all others where that is null. */
function place(change: Change, page: PageRow, parentId: string | null, order: string | null): PageRow {
  const moved = put(change, { ...page, parentId, order: order ?? change.stores.pages.lastOrder() });
  change.say({ type: "page.moved", page: page.id, docId: page.docId, parentId, order: moved.order });
  return moved;
}

function put(change: Change, page: PageRow): PageRow {
  const row = { ...page, revision: change.stores.workspace.nextRevision() };
  change.stores.pages.put(row);
  change.projectPage(row, null);
  return row;
}

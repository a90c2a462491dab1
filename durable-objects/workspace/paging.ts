/** Pages: the list of a workspace's free docs. Each function is one act within a {@link Change}. */
import { RoomError } from "../room/errors.ts";
import type { Access } from "./access.ts";
import type { Change } from "./change.ts";
import { eraseDoc } from "./docs.ts";
import { MAX_PAGES } from "./limits.ts";
import { regrant } from "./membership.ts";
import type { Page, RoomRef } from "./protocol.ts";
import type { PageRow } from "./store/pages.ts";
import type { Stores } from "./store/stores.ts";

/** The room that holds a page's content. */
export function docOf(page: Pick<Page, "docId">): RoomRef {
  return { kind: "doc", id: page.docId };
}

/** Passes when one more page may be made. @throws RoomError `forbidden`, `limit_reached` */
export function demandRoomForPage(stores: Stores, access: Access): void {
  access.demand("page.create");
  if (stores.pages.count() >= MAX_PAGES) throw new RoomError("limit_reached", "This workspace has too many pages.");
}

/**
 * Adds a page, behind the others, whose doc object exists already. A page made under this id before stays as it is.
 * @throws RoomError `forbidden`, `limit_reached`
 */
export function addPage(change: Change, access: Access, wanted: { id: string; title: string; docId: string }): PageRow {
  const { pages, rooms, workspace } = change.stores;
  const known = pages.find(wanted.id);
  if (known) return known;
  demandRoomForPage(change.stores, access);
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

/** Puts a page right behind `after`, or first when `after` is null. @throws RoomError `not_found`, `forbidden` */
export function movePage(change: Change, access: Access, id: string, after: string | null): PageRow {
  const page = demandPage(change.stores, access, id);
  access.demand("page.move", { room: docOf(page) });
  if (after === id) return page;
  const before = after === null ? null : demandPage(change.stores, access, after);
  const moved = put(change, { ...page, order: change.stores.pages.orderBehind(before, id) });
  change.say({ type: "page.moved", page: id, docId: page.docId, order: moved.order });
  return moved;
}

/** Deletes a page; its doc is erased for ever. @throws RoomError `not_found`, `forbidden` */
export function deletePage(change: Change, access: Access, id: string): void {
  const page = demandPage(change.stores, access, id);
  access.demand("page.delete", { room: docOf(page) });
  change.stores.pages.delete(id);
  change.projectPage({ ...page, revision: change.stores.workspace.nextRevision() }, change.now);
  change.record("page.deleted", id, { title: page.title, docId: page.docId });
  change.say({ type: "page.deleted", page: id, docId: page.docId, title: page.title });
  change.stores.invitations.forgetRooms(new Set([page.docId]));
  const guests = change.stores.rooms.grantedTo(docOf(page));
  eraseDoc(change, docOf(page));
  for (const user of guests) regrant(change, user, []);
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
  eraseDoc(change, docOf(page));
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

/** A page as its readers see it. */
export function pageShown({ id, title, docId, order, createdAt, createdBy }: PageRow): Page {
  return { id, title, docId, order, createdAt, createdBy };
}

function put(change: Change, page: PageRow): PageRow {
  const row = { ...page, revision: change.stores.workspace.nextRevision() };
  change.stores.pages.put(row);
  change.projectPage(row, null);
  return row;
}

import { generateKeyBetween } from "fractional-indexing";
import type { Page } from "../protocol.ts";

export interface PageRow extends Page {
  /** The workspace's revision at this page's last change. */
  revision: number;
}

type Row = {
  id: string;
  title: string;
  parent: string | null;
  doc: string;
  sort_key: string;
  created_at: number;
  created_by: string;
  revision: number;
};

/** A parent that is gone is none: an older release deletes a page and knows nothing of those under it. */
const PAGES = `SELECT id, title, doc, sort_key, created_at, created_by, revision,
  (SELECT q.parent FROM page_parents q JOIN pages up ON up.id = q.parent WHERE q.page = pages.id) AS parent FROM pages`;

function pageOf(row: Row): PageRow {
  const { id, title, parent, doc, revision } = row;
  return {
    id,
    title,
    parentId: parent,
    docId: doc,
    order: row.sort_key,
    createdAt: row.created_at,
    createdBy: row.created_by,
    revision,
  };
}

/** The workspace's pages, in their order, and which stands under which. */
export class PageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(page: PageRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO pages (id, title, doc, sort_key, created_at, created_by, revision)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      page.id,
      page.title,
      page.docId,
      page.order,
      page.createdAt,
      page.createdBy,
      page.revision,
    );
    if (page.parentId === null) this.#sql.exec("DELETE FROM page_parents WHERE page = ?", page.id);
    else {
      this.#sql.exec(
        `INSERT INTO page_parents (page, parent) VALUES (?, ?)
         ON CONFLICT (page) DO UPDATE SET parent = excluded.parent WHERE parent <> excluded.parent`,
        page.id,
        page.parentId,
      );
    }
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM pages WHERE id = ?", id);
    this.#sql.exec("DELETE FROM page_parents WHERE page = ?", id);
  }

  find(id: string): PageRow | undefined {
    return this.#select("WHERE id = ?", id)[0];
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM pages").one().count;
  }

  /** All pages in their order. */
  all(): PageRow[] {
    return this.#select("ORDER BY sort_key, id");
  }

  /** Up to `limit` pages behind the place `after`, in their order. */
  behind(after: { order: string; id: string }, limit: number): PageRow[] {
    return this.#select("WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?", after.order, after.id, limit);
  }

  /** The pages whose docs are named to `guest`, in their order. */
  namedTo(guest: string): PageRow[] {
    return this.#select(
      `WHERE doc IN (SELECT room FROM grants WHERE user = ? AND kind = 'doc') ORDER BY sort_key, id`,
      guest,
    );
  }

  /** The pages that stand right under `parent`, in their order. */
  under(parent: string): PageRow[] {
    return this.#select("WHERE id IN (SELECT page FROM page_parents WHERE parent = ?) ORDER BY sort_key, id", parent);
  }

  /** The key that puts a page behind all others. */
  lastOrder(): string {
    const last = this.#sql.exec<{ key: string | null }>("SELECT max(sort_key) AS key FROM pages").one().key;
    return generateKeyBetween(last, null);
  }

  /** The key that puts `page` right behind `after`, or first when `after` is null. */
  orderBehind(after: Pick<PageRow, "order"> | null, page: string): string {
    const low = after?.order ?? null;
    const next = this.#sql
      .exec<{ key: string | null }>(
        "SELECT min(sort_key) AS key FROM pages WHERE sort_key > ? AND id <> ?",
        low ?? "",
        page,
      )
      .one().key;
    return generateKeyBetween(low, next);
  }

  #select(which: string, ...bound: (string | number)[]): PageRow[] {
    return this.#sql
      .exec<Row>(`${PAGES} ${which}`, ...bound)
      .toArray()
      .map(pageOf);
  }
}

import { generateKeyBetween } from "fractional-indexing";
import type { Page } from "../protocol.ts";

export interface PageRow extends Page {
  /** The workspace's revision at this page's last change. */
  revision: number;
}

type Row = {
  id: string;
  title: string;
  doc: string;
  sort_key: string;
  created_at: number;
  created_by: string;
  revision: number;
};

const COLUMNS = "id, title, doc, sort_key, created_at, created_by, revision";

function pageOf(row: Row): PageRow {
  const { id, title, doc, revision } = row;
  return {
    id,
    title,
    docId: doc,
    order: row.sort_key,
    createdAt: row.created_at,
    createdBy: row.created_by,
    revision,
  };
}

/** The workspace's pages, in their order. */
export class PageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(page: PageRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO pages (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      page.id,
      page.title,
      page.docId,
      page.order,
      page.createdAt,
      page.createdBy,
      page.revision,
    );
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM pages WHERE id = ?", id);
  }

  find(id: string): PageRow | undefined {
    const row = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM pages WHERE id = ?`, id).toArray()[0];
    return row && pageOf(row);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM pages").one().count;
  }

  /** All pages in their order. */
  all(): PageRow[] {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM pages ORDER BY sort_key, id`).toArray().map(pageOf);
  }

  /** Up to `limit` pages behind the place `after`, in their order. */
  behind(after: { order: string; id: string }, limit: number): PageRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM pages WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?`,
        after.order,
        after.id,
        limit,
      )
      .toArray()
      .map(pageOf);
  }

  /** The pages whose docs are named to `guest`, in their order. */
  namedTo(guest: string): PageRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM pages
         WHERE doc IN (SELECT room FROM grants WHERE user = ? AND kind = 'doc') ORDER BY sort_key, id`,
        guest,
      )
      .toArray()
      .map(pageOf);
  }

  /** The key that puts a page behind all others. */
  lastOrder(): string {
    const last = this.#sql.exec<{ key: string | null }>("SELECT max(sort_key) AS key FROM pages").one().key;
    return generateKeyBetween(last, null);
  }

  /** The key that puts `page` right behind `after`, or first when `after` is null. */
  orderBehind(after: PageRow | null, page: string): string {
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
}

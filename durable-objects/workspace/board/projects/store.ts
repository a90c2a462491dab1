import { z } from "zod";
import { type Revisions, revisionsOf } from "../revisions.ts";
import { Project } from "./protocol.ts";

export interface ProjectRow {
  project: Project;
  revisions: Revisions;
}

type Row = { revisions: string; body: string };

/** Fields that a later release adds stay with the project. */
const Stored = z.looseObject(Project.shape);

const rowOf = (row: Row): ProjectRow => ({
  project: Stored.parse(JSON.parse(row.body)),
  revisions: revisionsOf(row.revisions),
});

/** The workspace's projects, their keys, and the numbers their tasks get. */
export class ProjectStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): ProjectRow | undefined {
    const row = this.#sql.exec<Row>("SELECT revisions, body FROM projects WHERE id = ?", id).toArray()[0];
    return row && rowOf(row);
  }

  /** The project that has or had this key. */
  findByKey(key: string): ProjectRow | undefined {
    const holder = this.keyHolder(key)?.project;
    return holder ? this.find(holder) : undefined;
  }

  /** All of them, archived ones too, in their order. */
  all(): ProjectRow[] {
    return this.#sql
      .exec<Row>("SELECT revisions, body FROM projects ORDER BY body ->> '$.order', id")
      .toArray()
      .map(rowOf);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM projects").one().count;
  }

  /** Adds a project whose tasks are numbered from behind `lastNumber`. */
  add({ project, revisions }: ProjectRow, lastNumber: number): void {
    this.#sql.exec(
      "INSERT INTO projects (id, key, next_number, revisions, body) VALUES (?, ?, ?, ?, ?)",
      project.id,
      project.key,
      lastNumber + 1,
      JSON.stringify(revisions),
      JSON.stringify(project),
    );
  }

  /** Writes a project that is there already, as it now is. */
  put({ project, revisions }: ProjectRow): void {
    this.#sql.exec(
      "UPDATE projects SET key = ?, revisions = ?, body = ? WHERE id = ?",
      project.key,
      JSON.stringify(revisions),
      JSON.stringify(project),
      project.id,
    );
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM projects WHERE id = ?", id);
  }

  /** Takes the first of `count` numbers in a row, which no other task of the project ever gets. */
  takeNumbers(id: string, count: number): number {
    const { next } = this.#sql
      .exec<{ next: number }>(
        "UPDATE projects SET next_number = next_number + ? WHERE id = ? RETURNING next_number AS next",
        count,
        id,
      )
      .one();
    return next - count;
  }

  /** The highest number a task of the project ever got; 0 before the first. */
  lastNumber(id: string): number {
    return (
      (this.#sql.exec<{ next: number }>("SELECT next_number AS next FROM projects WHERE id = ?", id).toArray()[0]
        ?.next ?? 1) - 1
    );
  }

  /** Whose key this is or was (null: a project that was deleted), and how far the numbers under it went by then. */
  keyHolder(key: string): { project: string | null; lastNumber: number } | undefined {
    const row = this.#sql
      .exec<{ project: string | null; last_number: number }>(
        "SELECT project, last_number FROM project_keys WHERE key = ?",
        key,
      )
      .toArray()[0];
    return row && { project: row.project, lastNumber: row.last_number };
  }

  /** Makes `key` one of this project's. */
  holdKey(key: string, project: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO project_keys (key, project, last_number) VALUES (?, ?, 0)", key, project);
  }

  /** Gives all keys of a project free again that is about to go, remembering how far its numbers went. */
  releaseKeys(project: string): void {
    this.#sql.exec(
      "UPDATE project_keys SET project = NULL, last_number = ? WHERE project = ?",
      this.lastNumber(project),
      project,
    );
  }
}

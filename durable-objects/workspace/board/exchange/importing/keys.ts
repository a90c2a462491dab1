import { z } from "zod";

/** Which task a row of a file became, and a mark of what was last taken over of each of its fields. */
export interface ImportKey {
  task: string;
  marks: Readonly<Record<string, string>>;
}

const Marks = z.record(z.string(), z.string());

/** By what rows of files find their tasks again, for each project. */
export class ImportKeyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(project: string, key: string): ImportKey | undefined {
    const row = this.#sql
      .exec<{ task: string; marks: string }>(
        "SELECT task, marks FROM import_keys WHERE project = ? AND key = ?",
        project,
        key,
      )
      .toArray()[0];
    return row && { task: row.task, marks: Marks.parse(JSON.parse(row.marks)) };
  }

  put(project: string, key: string, { task, marks }: ImportKey): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO import_keys (project, key, task, marks) VALUES (?, ?, ?, ?)",
      project,
      key,
      task,
      JSON.stringify(marks),
    );
  }

  deleteOf(project: string): void {
    this.#sql.exec("DELETE FROM import_keys WHERE project = ?", project);
  }
}

/** A rule that waits for due dates. */
export interface DueRule {
  rule: string;
  project: string;
}

/** A due date that began, which a rule has not acted on. */
export interface BegunDate {
  rule: string;
  task: string;
  /** The date, a day. */
  due: string;
}

/** The rules that wait for due dates, and what they have acted on. */
export class DueRuleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Lets a rule wait for the dates that begin from the day `since` on, and for those given later. Once on, it stays so. */
  turnOn({ rule, project }: DueRule, since: string, revision: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO due_rules (rule, project, since, revision) VALUES (?, ?, ?, ?)",
      rule,
      project,
      since,
      revision,
    );
  }

  turnOff(rule: string): void {
    this.#sql.exec("DELETE FROM due_rules WHERE rule = ?", rule);
  }

  /** All that are on. */
  on(): DueRule[] {
    return this.#sql.exec<{ rule: string; project: string }>("SELECT rule, project FROM due_rules").toArray();
  }

  /** True when a rule of the project waits for due dates. */
  anyOn(project: string): boolean {
    return this.#sql.exec("SELECT 1 FROM due_rules WHERE project = ? LIMIT 1", project).toArray().length > 0;
  }

  /**
   * Up to `limit` dates that have begun by `today` for open tasks that are not settled, which a rule is on for and did not
   * act on, the earliest first. A rule is on for dates since the day it was turned on, and for earlier ones that a task
   * was given after that.
   */
  begun(today: string, limit: number): BegunDate[] {
    return this.#sql
      .exec<{ rule: string; task: string; due: string }>(
        `SELECT d.rule, t.id AS task, t.due_date AS due
         FROM tasks t JOIN due_rules d ON d.project = t.project
           JOIN projects p ON p.id = t.project JOIN parts c ON c.id = t.column_id
         WHERE t.due_date <= ? AND t.archived_at IS NULL AND p.body ->> '$.archivedAt' IS NULL
           AND c.body ->> '$.kind' NOT IN ('done', 'cancelled')
           AND (t.due_date >= d.since OR ifnull(t.revisions ->> '$.dueDate', t.revisions ->> '$.""') > d.revision)
           AND NOT EXISTS (SELECT 1 FROM rule_runs r WHERE r.rule = d.rule AND r.task = t.id AND r.due = t.due_date)
         ORDER BY t.due_date, t.project, t.number LIMIT ?`,
        today,
        limit,
      )
      .toArray();
  }

  /** Notes that a rule acts on this date of this task, and never will again. */
  record({ rule, task, due }: BegunDate): void {
    this.#sql.exec("INSERT INTO rule_runs (rule, task, due) VALUES (?, ?, ?)", rule, task, due);
  }

  /** Forgets what is about rules and tasks that are no more. */
  tidy(): void {
    this.#sql.exec("DELETE FROM due_rules WHERE rule NOT IN (SELECT id FROM parts)");
    this.#sql.exec(
      "DELETE FROM rule_runs WHERE rule NOT IN (SELECT id FROM parts) OR task NOT IN (SELECT id FROM tasks)",
    );
  }
}

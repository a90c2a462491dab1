import type { PlannedField } from "../../durable-objects/workspace/board/exchange/csv/plan.ts";
import type { RowFault, RowOutcome, RowsTaken } from "../../durable-objects/workspace/board/exchange/handover.ts";
import { MAX_REPORTED } from "../../durable-objects/workspace/board/exchange/limits.ts";
import type { ImportReport, RowNote } from "../../durable-objects/workspace/board/exchange/protocol.ts";

/** Gathers what becomes of the rows of one import. */
export class Report {
  readonly #mode: ImportReport["mode"];
  readonly #headers: ReadonlyMap<string, string>;
  readonly #results = new Map<number, RowOutcome["result"]>();
  readonly #errors: RowNote[];
  readonly #unread: number;
  readonly #columns = new Set<string>();
  readonly #labels = new Set<string>();
  readonly #filled = new Map<string, { limit: number; count: number }>();

  /** `read` is what the reading of the file left out. */
  constructor(
    mode: ImportReport["mode"],
    plan: readonly PlannedField[],
    read: { errors: readonly RowNote[]; failed: number },
  ) {
    this.#mode = mode;
    this.#headers = new Map(plan.map(({ field, header }) => [field, header]));
    this.#errors = [...read.errors];
    this.#unread = read.failed;
  }

  add({ outcomes, faults, columns, labels, filled }: RowsTaken): void {
    for (const { row, result } of outcomes) this.#note(row, result);
    for (const fault of faults) this.fault(fault);
    for (const name of columns) this.#columns.add(name);
    for (const name of labels) this.#labels.add(name);
    for (const { name, limit, before, more } of filled) {
      // A dry run finds each time what was there at first.
      this.#filled.set(name, { limit, count: (this.#filled.get(name)?.count ?? before) + more });
    }
  }

  fault({ row, field, message }: RowFault): void {
    const column = field === undefined ? undefined : this.#headers.get(field);
    this.#errors.push(column === undefined ? { row, message } : { row, column, message });
  }

  /** Says of a row whose task was taken over that something more of it changed. */
  changed(row: number): void {
    this.#note(row, "updated");
  }

  whole(): ImportReport {
    const count = (wanted: RowOutcome["result"]) =>
      [...this.#results.values()].filter((each) => each === wanted).length;
    const errors = this.#errors.toSorted((a, b) => a.row - b.row);
    return {
      mode: this.#mode,
      rows: this.#results.size + this.#unread,
      created: count("created"),
      updated: count("updated"),
      unchanged: count("unchanged"),
      failed: count("failed") + this.#unread,
      errors: errors.slice(0, MAX_REPORTED),
      errorCount: errors.length,
      warnings: [...this.#filled].flatMap(([name, { limit, count }]) =>
        count > limit ? `"${name}" then holds ${count} tasks, and is meant for ${limit} at most.` : [],
      ),
      creates: { columns: [...this.#columns], labels: [...this.#labels] },
    };
  }

  /** A row that was made or left out stays so; else what changed last counts. */
  #note(row: number, result: RowOutcome["result"]): void {
    const known = this.#results.get(row);
    if (known === undefined || (known === "unchanged" && result === "updated")) this.#results.set(row, result);
  }
}

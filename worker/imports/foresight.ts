/**
 * What a room would refuse of how rows refer to each other, for a dry run, which makes no tasks that could be referred
 * to: sub-tasks go one level deep, and no row may block itself, also not by others.
 */
import type { ReferenceField } from "../../durable-objects/workspace/board/exchange/handover.ts";

/** Knows how the rows of one import refer to each other so far. */
export class Foresight {
  readonly #parents = new Map<number, number>();
  readonly #withSubtasks = new Set<number>();
  /** Rows that a row blocks. */
  readonly #blocked = new Map<number, Set<number>>();

  /** Takes in that a row refers to another one, and answers why it may not, or null. */
  refer(row: number, field: ReferenceField, other: number): string | null {
    if (row === other) return "A task cannot refer to itself";
    switch (field) {
      case "parent":
        return this.#parent(row, other);
      case "blocks":
        return this.#block(row, other);
      case "blocked_by":
        return this.#block(other, row);
      case "relates":
      case "duplicates":
      case "duplicated_by":
        return null;
    }
  }

  #parent(row: number, parent: number): string | null {
    if (this.#parents.has(parent)) return `Row ${parent} is a sub-task itself; they go one level deep`;
    if (this.#withSubtasks.has(row)) return "It has sub-tasks itself; they go one level deep";
    this.#parents.set(row, parent);
    this.#withSubtasks.add(parent);
    return null;
  }

  #block(blocker: number, blocked: number): string | null {
    if (this.#reaches(blocked, blocker)) {
      return `Row ${blocked} blocks row ${blocker} already, itself or by others between them`;
    }
    const others = this.#blocked.get(blocker) ?? new Set();
    this.#blocked.set(blocker, others.add(blocked));
    return null;
  }

  #reaches(from: number, to: number): boolean {
    const seen = new Set([from]);
    for (const row of seen) {
      if (row === to) return true;
      for (const next of this.#blocked.get(row) ?? []) seen.add(next);
    }
    return false;
  }
}

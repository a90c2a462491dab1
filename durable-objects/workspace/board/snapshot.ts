import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import type { BoardPart, PartNoun, PartOf } from "./protocol.ts";
import { readsProject } from "./seeing.ts";
import { neighboursOf } from "./tasks/neighbours.ts";

/** How much JSON of tasks one part of a snapshot has, in characters; a reader can take one in between two frames. */
const PART_LENGTH = 256_000;

/**
 * Boards' states as JSON text. The tasks of the board opened last are kept as text until it changes, since many may open
 * it at once, as after a deploy.
 */
export class BoardSnapshots {
  readonly #stores: Stores;
  #latest: { project: string; seq: number; tasks: string[] } | null = null;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** The parts of a project's board as `member` may see it; `seq` is that of the newest event of its stream. */
  of(project: string, member: MemberRow, seq: number): [string, ...string[]] {
    if (this.#latest?.project !== project || this.#latest.seq !== seq) {
      this.#latest = { project, seq, tasks: this.#tasks(project) };
    }
    return [JSON.stringify(this.#head(project, member)), ...this.#latest.tasks];
  }

  #head(project: string, member: MemberRow): BoardPart {
    const row = this.#stores.projects.find(project);
    if (!row) return { tasks: [] };
    const parts = <Noun extends PartNoun>(noun: Noun): PartOf[Noun][] =>
      this.#stores.parts.of(noun, project).map(({ part }) => part);
    return {
      board: {
        project: row.project,
        columns: parts("column"),
        labels: parts("label"),
        fields: parts("field"),
        views: parts("view"),
        rules: parts("rule"),
        neighbours: neighboursOf(this.#stores, project).filter(({ projectId }) =>
          readsProject(this.#stores, member, projectId),
        ),
      },
      tasks: [],
    };
  }

  #tasks(project: string): string[] {
    const parts: string[] = [];
    let part = "";
    for (const task of this.#stores.tasks.openTexts(project)) {
      part += part === "" ? task : `,${task}`;
      if (part.length < PART_LENGTH) continue;
      parts.push(`{"tasks":[${part}]}`);
      part = "";
    }
    if (part !== "") parts.push(`{"tasks":[${part}]}`);
    return parts;
  }
}

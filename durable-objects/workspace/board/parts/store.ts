import { z } from "zod";
import { type Revisions, revisionsOf } from "../revisions.ts";
import { PART_SCHEMAS, type Part, type PartNoun, type PartOf } from "./protocol.ts";

export interface PartRow<Noun extends PartNoun = PartNoun> {
  noun: Noun;
  project: string;
  part: PartOf[Noun];
  revisions: Revisions;
}

type Row = { project: string; noun: string; revisions: string; body: string };

const COLUMNS = "project, noun, revisions, body";

const inOrder = (a: { part: Part }, b: { part: Part }) =>
  a.part.order < b.part.order ? -1 : a.part.order > b.part.order ? 1 : a.part.id < b.part.id ? -1 : 1;

/** Columns, labels, custom fields, views and rules of all boards, archived ones too. */
export class PartStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The part of this id, if it is one of this noun. */
  find<Noun extends PartNoun>(noun: Noun, id: string): PartRow<Noun> | undefined {
    const row = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM parts WHERE id = ? AND noun = ?`, id, noun).toArray()[0];
    return row && rowOf(noun, row);
  }

  /** True when any part has this id. */
  has(id: string): boolean {
    return this.#sql.exec("SELECT 1 FROM parts WHERE id = ?", id).toArray().length > 0;
  }

  /** All of a project's, archived ones too, in their order. */
  of<Noun extends PartNoun>(noun: Noun, project: string): PartRow<Noun>[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM parts WHERE project = ? AND noun = ?`, project, noun)
      .toArray()
      .map((row) => rowOf(noun, row))
      .sort(inOrder);
  }

  add({ noun, project, part, revisions }: PartRow): void {
    this.#sql.exec(
      "INSERT INTO parts (id, project, noun, revisions, body) VALUES (?, ?, ?, ?, ?)",
      part.id,
      project,
      noun,
      JSON.stringify(revisions),
      JSON.stringify(part),
    );
  }

  /** Writes a part that is there already, as it now is. */
  put({ part, revisions }: Pick<PartRow, "part" | "revisions">): void {
    this.#sql.exec(
      "UPDATE parts SET revisions = ?, body = ? WHERE id = ?",
      JSON.stringify(revisions),
      JSON.stringify(part),
      part.id,
    );
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM parts WHERE id = ?", id);
  }

  deleteOf(project: string): void {
    this.#sql.exec("DELETE FROM parts WHERE project = ?", project);
  }
}

/** Fields that a later release adds stay with the part. */
const STORED = {
  column: z.looseObject(PART_SCHEMAS.column.shape),
  label: z.looseObject(PART_SCHEMAS.label.shape),
  field: z.looseObject(PART_SCHEMAS.field.shape),
  view: z.looseObject(PART_SCHEMAS.view.shape),
  rule: z.looseObject(PART_SCHEMAS.rule.shape),
};

/** Reads one by its noun's own schema. */
const READERS: { [Noun in PartNoun]: (body: unknown) => PartOf[Noun] } = {
  column: (body) => STORED.column.parse(body),
  label: (body) => STORED.label.parse(body),
  field: (body) => STORED.field.parse(body),
  view: (body) => STORED.view.parse(body),
  rule: (body) => STORED.rule.parse(body),
};

function rowOf<Noun extends PartNoun>(noun: Noun, row: Row): PartRow<Noun> {
  return {
    noun,
    project: row.project,
    part: READERS[noun](JSON.parse(row.body)),
    revisions: revisionsOf(row.revisions),
  };
}

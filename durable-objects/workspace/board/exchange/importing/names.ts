/** What the names in a file mean on a board; names it does not know are made where that is asked for. */
import { newId } from "../../../../room/id.ts";
import type { Access } from "../../../access.ts";
import type { MemberRow } from "../../../store/members.ts";
import { findNamed } from "../../naming/names.ts";
import { makePart } from "../../parts/changing.ts";
import { COLUMN } from "../../parts/columns.ts";
import { LABEL } from "../../parts/labels.ts";
import type { ColumnKind, Field, FieldValue } from "../../protocol.ts";
import { isReader } from "../../seeing.ts";
import type { BoardWriting } from "../../writing.ts";
import { readDay } from "../csv/dates.ts";
import { CellFault, shown } from "../csv/fault.ts";
import { readNumber } from "../csv/values.ts";
import type { DateOrder, ImportRequest } from "../protocol.ts";

/** What a column's name says of its kind, in the order they are asked; what says nothing is yet to be done. */
const KINDS: readonly (readonly [ColumnKind, RegExp])[] = [
  ["cancelled", /cancel|won'?t|reject|duplicate|abandon|obsolete/i],
  ["review", /review|\bqa\b|test|verif|approv/i],
  ["done", /\bdone\b|complete|closed|resolved|finished|shipped|released|merged|deployed/i],
  ["doing", /progress|doing|\bwip\b|started|active|working|develop/i],
  ["backlog", /backlog|icebox|triage|idea|someday|later/i],
];

/** The names of one board while rows are taken over. What is made is looked up anew. */
export class BoardNames {
  readonly createdColumns: string[] = [];
  readonly createdLabels: string[] = [];
  readonly #writing: BoardWriting;
  readonly #access: Access;
  readonly #project: string;
  readonly #missing: ImportRequest["missing"];
  readonly #dates: DateOrder;
  readonly #people: readonly MemberRow[];
  readonly #found = new Map<string, string | CellFault>();

  constructor(
    writing: BoardWriting,
    access: Access,
    project: string,
    { missing, dates }: Pick<ImportRequest, "missing" | "dates">,
  ) {
    this.#writing = writing;
    this.#access = access;
    this.#project = project;
    this.#missing = missing;
    this.#dates = dates;
    // Of others the importer learns nothing here, not even that they are members.
    this.#people = writing.stores.members
      .all()
      .filter(({ user }) => access.may("members.list", { person: user }) && isReader(writing.stores, user, project));
  }

  /** The id of the column of this name. @throws CellFault, RoomError */
  column(name: string): string {
    return this.#once(`column ${name}`, () => {
      const column = findNamed(this.#parts("column"), name);
      if (column?.archivedAt === null) return column.id;
      if (column) throw new CellFault(`The column "${shown(name)}" is archived`);
      if (this.#missing.columns === "report") throw new CellFault(`There is no column "${shown(name)}"`);
      const part = newId();
      const kind = KINDS.find(([, telling]) => telling.test(name))?.[0] ?? "todo";
      makePart(this.#writing, this.#access, COLUMN, { project: this.#project, part, set: { name, kind } });
      this.createdColumns.push(name);
      return part;
    });
  }

  /** The id of the label of this name. @throws CellFault, RoomError */
  label(name: string): string {
    return this.#once(`label ${name}`, () => {
      const label = findNamed(this.#parts("label"), name);
      if (label?.archivedAt === null) return label.id;
      if (label) throw new CellFault(`The label "${shown(name)}" is archived`);
      if (this.#missing.labels === "report") throw new CellFault(`There is no label "${shown(name)}"`);
      const part = newId();
      makePart(this.#writing, this.#access, LABEL, { project: this.#project, part, set: { name } });
      this.createdLabels.push(name);
      return part;
    });
  }

  /** The user of this address, id or name, who must be in the project. @throws CellFault */
  person(name: string): string {
    return this.#once(`person ${name}`, () => {
      const wanted = name.toLowerCase();
      const certain = this.#people.find(({ user, email }) => user === name || email.toLowerCase() === wanted);
      if (certain) return certain.user;
      const called = this.#people.filter((member) => member.name.toLowerCase() === wanted);
      const [person] = called;
      if (person && called.length === 1) return person.user;
      throw new CellFault(
        person ? `Several people are called "${shown(name)}"` : `Nobody in this project is known as "${shown(name)}"`,
      );
    });
  }

  /** The id of the custom field of this name, and what `text` says in it; null takes a value away. @throws CellFault */
  field(name: string, text: string): { id: string; value: FieldValue | null } {
    const field = findNamed(this.#parts("field"), name);
    if (field?.archivedAt !== null) throw new CellFault(`There is no custom field "${shown(name)}"`);
    return { id: field.id, value: text === "" ? null : this.#valueOf(field, text) };
  }

  #valueOf(field: Field, text: string): FieldValue {
    switch (field.type) {
      case "text":
        return text;
      case "number":
        return readNumber(text);
      case "date":
        return readDay(text, this.#dates);
      case "select": {
        const wanted = text.toLowerCase();
        const choice = field.options.find(({ id, name }) => id === text || name.toLowerCase() === wanted);
        if (!choice) throw new CellFault(`"${shown(text)}" is none of the choices of "${field.name}"`);
        return choice.id;
      }
    }
  }

  #parts<Noun extends "column" | "label" | "field">(noun: Noun) {
    return this.#writing.stores.parts.of(noun, this.#project).map(({ part }) => part);
  }

  /** Thousands of rows name the same few things, known or not. */
  #once(what: string, find: () => string): string {
    const known = this.#found.get(what) ?? this.#look(what, find);
    if (known instanceof CellFault) throw known;
    return known;
  }

  #look(what: string, find: () => string): string | CellFault {
    let found: string | CellFault;
    try {
      found = find();
    } catch (cause) {
      if (!(cause instanceof CellFault)) throw cause;
      found = cause;
    }
    this.#found.set(what, found);
    return found;
  }
}

import type { Stores } from "../../store/stores.ts";
import type { Field } from "../parts/protocol.ts";
import type { FieldValue, Task } from "./protocol.ts";

interface Named {
  id: string;
  name: string;
}

/** What labels and custom fields of one project are in another: those of the same name, in any case of letters. */
export class Translation {
  readonly #labels: ReadonlyMap<string, Named>;
  readonly #fields: ReadonlyMap<string, { from: Field; to: Field }>;

  /** `from` and `to` are the projects' ids. Archived labels and fields there take nothing in. */
  constructor({ parts }: Stores, from: string, to: string) {
    const labelsThere = parts.of("label", to).flatMap(({ part }) => (part.archivedAt === null ? [part] : []));
    const labels = parts.of("label", from).flatMap(({ part }): [string, Named][] => {
      const there = sameName(labelsThere, part);
      return there ? [[part.id, there]] : [];
    });
    const fieldsThere = parts.of("field", to).flatMap(({ part }) => (part.archivedAt === null ? [part] : []));
    const fields = parts.of("field", from).flatMap(({ part }): [string, { from: Field; to: Field }][] => {
      const there = sameName(
        fieldsThere.filter(({ type }) => type === part.type),
        part,
      );
      return there ? [[part.id, { from: part, to: there }]] : [];
    });
    this.#labels = new Map(labels);
    this.#fields = new Map(fields);
  }

  labels(ids: readonly string[]): string[] {
    return [...new Set(ids.flatMap((id) => this.#labels.get(id)?.id ?? []))];
  }

  fields(values: Task["fields"]): Task["fields"] {
    const there: Task["fields"] = {};
    for (const [id, value] of Object.entries(values)) {
      const field = this.#fields.get(id);
      if (!field) continue;
      const translated = valueIn(field, value);
      if (translated !== undefined) there[field.to.id] = translated;
    }
    return there;
  }
}

/** A select's value is the id of a choice, which has its own in each field. */
function valueIn({ from, to }: { from: Field; to: Field }, value: FieldValue): FieldValue | undefined {
  if (from.type !== "select") return value;
  const choice = from.options.find(({ id }) => id === value);
  return choice && sameName(to.options, choice)?.id;
}

function sameName<Item extends Named>(items: readonly Item[], { name }: Named): Item | undefined {
  return items.find((each) => each.name === name) ?? items.find((each) => lower(each.name) === lower(name));
}

const lower = (name: string) => name.toLowerCase();

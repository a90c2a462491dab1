/** A project as text, piece by piece: as JSON, or its tasks as CSV. */
import { csvHeader, csvLine, type Names } from "../csv/write.ts";
import type { FramedTask, ProjectFrame } from "./frame.ts";

/** A task on its way out, with its description as Markdown where one is wanted and there. */
export interface OutgoingTask extends FramedTask {
  description: string | null;
}

/** Tasks in their order, some at a time. */
export type TaskPages = AsyncIterable<OutgoingTask[]>;

export const PROJECT_FORMAT = "ensemble.project/1";

/** The project as one JSON document. */
export async function* projectJson(frame: ProjectFrame, pages: TaskPages, at: number): AsyncGenerator<string> {
  const { described: _, ...rest } = frame;
  const head = JSON.stringify({ format: PROJECT_FORMAT, exportedAt: at, ...rest });
  yield `${head.slice(0, -1)},"tasks":[`;
  let isFirst = true;
  for await (const tasks of pages) {
    const texts = tasks.map(({ task, description }) =>
      JSON.stringify(description === null ? task : { ...task, description }),
    );
    if (texts.length === 0) continue;
    yield `${isFirst ? "\n" : ",\n"}${texts.join(",\n")}`;
    isFirst = false;
  }
  yield "\n]}\n";
}

/** The project's tasks as CSV, see `csv/write.ts`. */
export async function* projectCsv(frame: ProjectFrame, pages: TaskPages): AsyncGenerator<string> {
  const names = namesOf(frame);
  yield csvHeader(names);
  for await (const tasks of pages) {
    yield tasks
      .map(({ task, keys, description }) => csvLine({ task, keys: new Map(Object.entries(keys)), description }, names))
      .join("");
  }
}

function namesOf({ columns, labels, fields, people }: ProjectFrame): Names {
  const called = new Map<string, number>();
  for (const { name } of people) called.set(name.toLowerCase(), (called.get(name.toLowerCase()) ?? 0) + 1);
  return {
    columns: new Map(columns.map(({ id, name }) => [id, name])),
    labels: new Map(labels.map(({ id, name }) => [id, name])),
    people: new Map(people.map(({ user, name }) => [user, called.get(name.toLowerCase()) === 1 ? name : user])),
    fields: fields.filter(({ archivedAt }) => archivedAt === null),
  };
}

import type { Blocks } from "../../doc/text/tree.ts";
import { type Outcome, ok } from "../../room/errors.ts";
import { newId } from "../../room/id.ts";
import type { Log } from "../../room/log.ts";
import type { Access } from "../access.ts";
import { performOnBoard } from "../board/acting.ts";
import { describeTask } from "../board/describing.ts";
import { References } from "../board/naming/references.ts";
import type { BoardAction, Column } from "../board/protocol.ts";
import type { Change } from "../change.ts";
import { newDoc } from "../docs.ts";
import { addPage } from "../paging.ts";
import { TOUR, TOUR_CARDS, TOUR_LABELS, type TourCard } from "./tour.ts";

/** What a sample is made with: the day it is for whoever asks, and its texts as blocks. */
export interface SampleWanted {
  today: string;
  page: Blocks;
  description: Blocks;
}

/** The docs of a sample, which exist already. */
export interface SampleDocs {
  page: string;
  description: string;
}

/**
 * Makes the docs of a sample and writes their texts, as edits by `user`. Until {@link furnish} makes them part of the
 * workspace nobody can enter them, so those of an attempt that failed do no harm.
 */
export async function writeSample(
  env: Cloudflare.Env,
  log: Log,
  { workspace, user, sample }: { workspace: string; user: string; sample: SampleWanted },
): Promise<Outcome<SampleDocs>> {
  const write = async (blocks: Blocks): Promise<Outcome<string>> => {
    const made = await newDoc(env, workspace, log);
    if (!made.ok) return made;
    const written = await env.DOC.getByName(made.value).setText(user, blocks, null);
    return written.ok ? made : written;
  };
  const [page, description] = await Promise.all([write(sample.page), write(sample.description)]);
  if (!page.ok) return page;
  if (!description.ok) return description;
  return ok({ page: page.value, description: description.value });
}

/** Furnishes a new workspace with a project that explains the product by its own cards, and a page beside it. */
export function furnish(change: Change, access: Access, { today, docs }: { today: string; docs: SampleDocs }): void {
  const act = (action: BoardAction) => performOnBoard(change, access, action);
  const project = newId();
  act({ type: "project.create", project, set: TOUR });
  const labels = new Map<string, string>();
  for (const set of TOUR_LABELS) {
    const part = newId();
    labels.set(set.name, part);
    act({ type: "label.create", project, part, set });
  }
  const columns = new Map<Column["kind"], string>();
  for (const { part } of change.stores.parts.of("column", project)) columns.set(part.kind, part.id);
  const tasks = new Map<string, string>();
  for (const card of TOUR_CARDS) {
    const task = newId();
    tasks.set(card.name, task);
    const columnId = columns.get(card.column);
    act({
      type: "task.create",
      project,
      task,
      columnId,
      set: setOf(card, { user: access.user, today, labels, tasks }),
    });
    const blocker = tasks.get(card.waitsFor ?? "");
    if (blocker) act({ type: "task.relate", task, relation: "blocked_by", to: blocker });
    if (card.name === "open")
      describeTask(change, access, new References(change.stores, access).task(task), docs.description);
  }
  addPage(change, access, { id: newId(), title: "Welcome", parentId: null, docId: docs.page });
}

function setOf(
  card: TourCard,
  of: { user: string; today: string; labels: ReadonlyMap<string, string>; tasks: ReadonlyMap<string, string> },
): Extract<BoardAction, { type: "task.create" }>["set"] {
  const label = of.labels.get(card.label ?? "");
  return {
    title: card.title,
    ...(label ? { labels: [label] } : {}),
    ...(card.mine ? { assignees: [of.user] } : {}),
    ...(card.priority ? { priority: card.priority } : {}),
    ...(card.dueIn === undefined ? {} : { dueDate: dayFrom(of.today, card.dueIn) }),
    ...(card.partOf ? { parentId: of.tasks.get(card.partOf) ?? null } : {}),
    ...(card.checklist ? { checklist: card.checklist.map((item) => ({ id: newId(), done: false, ...item })) } : {}),
  };
}

/** The day so many days after `day`. */
function dayFrom(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

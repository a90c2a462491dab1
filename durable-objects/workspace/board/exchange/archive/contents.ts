/** What the archive of a workspace holds, written place by place. */

import type { ZipWriter } from "../../../../../worker/files/zip.ts";
import { RoomError } from "../../../../room/errors.ts";
import type { EventLog } from "../../../../room/event-log.ts";
import { openCalls } from "../../../calls/entering.ts";
import { CALLS_STREAM } from "../../../calls/protocol.ts";
import { callShown } from "../../../calls/shown.ts";
import { memberShown } from "../../../change.ts";
import { isOfMembersAlone } from "../../../conversations/seeing.ts";
import { infoOf } from "../../../lifecycle.ts";
import { OWED_STREAM } from "../../../owed.ts";
import { pageShown } from "../../../paging.ts";
import type { PageRow } from "../../../store/pages.ts";
import type { Stores } from "../../../store/stores.ts";
import { slugOf } from "../../naming/names.ts";
import { markdownOf, withoutDescriptions } from "../exporting/descriptions.ts";
import { framedTasks, frameOf } from "../exporting/frame.ts";
import { projectCsv, projectJson, type TaskPages } from "../exporting/project-text.ts";
import { TASKS_READ_AT_ONCE, TEXTS_AT_ONCE } from "../limits.ts";
import { conversationsListed, writeMessages } from "./conversations.ts";
import type { Place } from "./places.ts";

export const ARCHIVE_FORMAT = "ensemble.workspace/1";

/** Pages whose texts are read for one place. */
const PAGES_AT_ONCE = 100;
const EVENTS_AT_ONCE = 50;
const FILE_NAME_LENGTH = 60;

/** What is owed is for others; and of calls, how they stand is with the conversations. */
const UNTOLD: ReadonlySet<string> = new Set([OWED_STREAM, CALLS_STREAM]);

export interface Source {
  stores: Stores;
  events: EventLog;
  env: Pick<Cloudflare.Env, "DOC" | "CONVERSATION">;
  /** When the export was asked for, ms since 1970; the time its files bear. */
  at: number;
}

/** The records of the directory for the files of one place, and the place behind it. */
export interface Written {
  records: Uint8Array[];
  next: Place;
}

/** Writes the files of one place. @throws RoomError `unavailable`, or what the platform throws, when a room is away */
export async function writePlace(place: Place, zip: ZipWriter, source: Source): Promise<Written> {
  switch (place.at) {
    case "workspace":
      return writeWorkspace(zip, source);
    case "project":
      return writeProject(place.behind, zip, source);
    case "descriptions":
      return writeDescriptions(place, zip, source);
    case "pages":
      return writePages(place.behind, zip, source);
    case "conversations":
      return writeMessages(place, zip, source);
    case "activity":
      return { records: [await zip.file("activity.jsonl", eventLines(source), source.at)], next: { at: "end" } };
    case "end":
      return { records: [], next: place };
  }
}

async function writeWorkspace(zip: ZipWriter, { stores, at }: Source): Promise<Written> {
  const { id, name, createdAt } = infoOf(stores);
  const projects = stores.projects.all().map(({ project }) => ({ ...project, folder: folderOf(project) }));
  const pages = stores.pages.all().map((page) => ({ ...pageShown(page), file: pageFile(page) }));
  const conversations = conversationsListed(stores);
  const workspace = { id, name, createdAt };
  const calls = openCalls(stores).map((row) => callShown(stores, row, at));
  const head = { format: ARCHIVE_FORMAT, exportedAt: at, workspace, projects, pages, conversations, calls };
  const members = stores.members.all().map((member) => ({ ...memberShown(member), email: member.email }));
  const records = [
    await zip.file("workspace.json", jsonOf(head), at),
    await zip.file("members.json", jsonOf({ members }), at),
  ];
  return { records, next: { at: "project", behind: "" } };
}

async function writeProject(behind: string, zip: ZipWriter, { stores, at }: Source): Promise<Written> {
  const [project] = stores.projects
    .all()
    .map((row) => row.project)
    .filter(({ id }) => id > behind)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!project) return { records: [], next: { at: "pages", behind: { order: "", id: "" } } };
  const frame = frameOf(stores, project, () => true);
  const folder = folderOf(project);
  const records = [
    await zip.file(`${folder}/project.json`, projectJson(frame, pagesOf(stores, project.id), at), at),
    await zip.file(`${folder}/tasks.csv`, projectCsv(frame, pagesOf(stores, project.id)), at),
  ];
  return { records, next: { at: "descriptions", project: project.id, behind: 0 } };
}

async function* pagesOf(stores: Stores, project: string): TaskPages {
  for (let behind: number | null = 0; behind !== null; ) {
    const wanted = { project, behind, limit: TASKS_READ_AT_ONCE, which: "all" as const };
    const page = framedTasks(stores, wanted, () => true);
    yield withoutDescriptions(page.tasks);
    behind = page.next;
  }
}

async function writeDescriptions(
  { project, behind }: Extract<Place, { at: "descriptions" }>,
  zip: ZipWriter,
  source: Source,
): Promise<Written> {
  const found = source.stores.projects.find(project)?.project;
  const rows = found ? source.stores.tasks.behind(project, behind, TASKS_READ_AT_ONCE) : [];
  const texts = rows.flatMap(({ task }) =>
    task.docId === null || !found ? [] : [{ name: `${folderOf(found)}/descriptions/${task.key}`, docId: task.docId }],
  );
  const last = rows.at(-1)?.task.number;
  const next: Place =
    last === undefined || rows.length < TASKS_READ_AT_ONCE
      ? { at: "project", behind: project }
      : { at: "descriptions", project, behind: last };
  return { records: await writeTexts(texts, zip, source, (text) => text !== ""), next };
}

async function writePages(behind: { order: string; id: string }, zip: ZipWriter, source: Source): Promise<Written> {
  const pages = source.stores.pages.behind(behind, PAGES_AT_ONCE);
  const texts = pages.map((page) => ({ name: pageFile(page).slice(0, -".md".length), docId: page.docId }));
  const last = pages.at(-1);
  const next: Place =
    last === undefined || pages.length < PAGES_AT_ONCE
      ? { at: "conversations", behind: "", part: 1, after: 0 }
      : { at: "pages", behind: { order: last.order, id: last.id } };
  // Empty ones too, since the head of the archive names a file for each.
  return { records: await writeTexts(texts, zip, source, () => true), next };
}

/** One file for each text that is `wanted`; one that its room refuses leaves a note instead of failing the whole. */
async function writeTexts(
  texts: readonly { name: string; docId: string }[],
  zip: ZipWriter,
  { env, at }: Source,
  wanted: (text: string) => boolean,
): Promise<Uint8Array[]> {
  const records: Uint8Array[] = [];
  // No more texts are held than are read at once.
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    for (const { name, text } of await Promise.all(texts.slice(from, from + TEXTS_AT_ONCE).map(read))) {
      if (wanted(text)) records.push(await zip.file(name, once(text), at));
    }
  }
  return records;

  async function read({ name, docId }: { name: string; docId: string }): Promise<{ name: string; text: string }> {
    try {
      return { name: `${name}.md`, text: await markdownOf(env, docId) };
    } catch (cause) {
      if (!(cause instanceof RoomError) || cause.code === "unavailable") throw cause;
      return { name: `${name}.unreadable.txt`, text: `This text could not be read (${cause.code}).\n` };
    }
  }
}

async function* eventLines({ events, stores }: Source): AsyncGenerator<string> {
  for (let position = 0; ; ) {
    const entries = events.scan(position, EVENTS_AT_ONCE);
    const last = entries.at(-1);
    if (!last) return;
    position = last.position;
    const told = entries.filter(({ event }) => !UNTOLD.has(event.stream) && !isOfMembersAlone(stores, event));
    yield told.map(({ event }) => `${JSON.stringify(event)}\n`).join("");
  }
}

function folderOf({ key }: { key: string }): string {
  return `projects/${key}`;
}

/** A name for people, and for certain; slugs hold nothing but letters, digits and dashes. */
function pageFile({ id, title }: Pick<PageRow, "id" | "title">): string {
  return `pages/${[slugOf(title).slice(0, FILE_NAME_LENGTH), id].filter(Boolean).join("-").toWellFormed()}.md`;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function jsonOf(value: unknown): AsyncGenerator<string> {
  return once(`${JSON.stringify(value, null, 2)}\n`);
}

import type { Rule } from "../protocol.ts";
import type { BoardWriting, TouchedTask } from "../writing.ts";
import { isOn } from "./triggers.ts";

/** The room's job that looks for due dates that began. It is armed only while a rule waits for some. */
export const DUE_JOB = "due";

/** Takes note of rules that begin or cease to wait for due dates, and of tasks that got a date which has begun. */
export function watchDueDates(writing: BoardWriting): void {
  for (const [project, { rules }] of writing.drafts) {
    for (const [id, rule] of rules) watchRule(writing, project, id, rule);
  }
  const today = dayAt(writing.now);
  const projects = new Set<string>();
  for (const touched of writing.touched) {
    if (begins(touched, today)) projects.add(touched.after.projectId);
  }
  for (const project of projects) {
    if (writing.stores.dueRules.anyOn(project)) writing.change.schedule(DUE_JOB, writing.now);
  }
}

function watchRule(writing: BoardWriting, project: string, id: string, rule: Rule | null): void {
  const { dueRules } = writing.stores;
  if (rule === null || !isOn(rule) || rule.when.type !== "due") {
    dueRules.turnOff(id);
    return;
  }
  dueRules.turnOn({ rule: id, project }, dayAt(writing.now), writing.revision);
  writing.change.schedule(DUE_JOB, writing.now);
}

/** True when a task has a date that has begun, of which a rule may not know: a new one, or in a new place. */
function begins({ before, after }: TouchedTask, today: string): boolean {
  if (after.dueDate === null || after.dueDate > today || after.archivedAt !== null) return false;
  if (before === null || before.archivedAt !== null) return true;
  return before.dueDate !== after.dueDate || before.columnId !== after.columnId;
}

/** The day at a time in ms since 1970, in UTC: `2026-11-21`. */
export function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

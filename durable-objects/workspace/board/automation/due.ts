/**
 * Rules for tasks whose due date begins, at midnight UTC: once for each date a task is given.
 *
 * A rule acts on the dates that begin while it is on, those of the day on which it is turned on included, and at once on
 * dates that had begun already when a task was given them. Done and cancelled tasks are due no more: a rule acts on them
 * when they are taken up again. A date that begins while the object sleeps, or the server is down, is found afterwards.
 */
import type { Change } from "../../change.ts";
import { runChain } from "./chain.ts";
import { DUE_JOB, dayAt } from "./due-watch.ts";
import { RuleBook, type SetOff } from "./triggers.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Dates one transaction acts on; more of them take more turns of the job, so that nobody waits long. */
const DUE_AT_ONCE = 50;

/** The {@link DUE_JOB}: acts on some of the dates that began, and sees to it that it is called for the others. */
export function runDueRules(change: Change): void {
  const { dueRules, parts } = change.stores;
  const begun = dueRules.begun(dayAt(change.now), DUE_AT_ONCE);
  const setOff: SetOff[] = [];
  for (const date of begun) {
    dueRules.record(date);
    const rule = parts.find("rule", date.rule)?.part;
    if (rule) setOff.push({ rule, task: date.task });
  }
  runChain(change, new RuleBook(change.stores), setOff);
  if (begun.length === DUE_AT_ONCE) {
    change.schedule(DUE_JOB, change.now);
    return;
  }
  dueRules.tidy();
  if (dueRules.on().length > 0) change.schedule(DUE_JOB, nextMidnight(change.now));
}

/** When the day after that of `time` begins in UTC; both in ms since 1970. */
function nextMidnight(time: number): number {
  return (Math.floor(time / DAY_MS) + 1) * DAY_MS;
}

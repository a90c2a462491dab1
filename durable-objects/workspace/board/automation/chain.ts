import type { Change } from "../../change.ts";
import { MAX_RULE_CHAIN, MAX_RULE_RUNS, MAX_TASKS_AT_ONCE } from "../limits.ts";
import { BoardWriting } from "../writing.ts";
import { actByRule, refuse } from "./acts.ts";
import { watchDueDates } from "./due-watch.ts";
import { type RuleBook, type SetOff, setOffBy } from "./triggers.ts";

/** A run that waits for its turn; `depth` counts the rules that led to it, itself included. */
interface Waiting extends SetOff {
  depth: number;
}

/**
 * Lets rules act, and the rules that those set off, in the order in which they were set off. No rule acts twice on one
 * task, so rules that set each other off come to an end; a chain too long, or too many runs, end with a word in the
 * history of the tasks that were left out.
 */
export function runChain(change: Change, book: RuleBook, begin: readonly SetOff[]): void {
  const queue: Waiting[] = begin.map((each) => ({ ...each, depth: 1 }));
  const acted = new Set<string>();
  for (let next = 0; next < queue.length; next += 1) {
    const turn = queue[next];
    if (turn === undefined) return;
    const { rule, task, depth } = turn;
    const mark = `${rule.id} ${task}`;
    if (acted.has(mark)) continue;
    if (acted.size === MAX_RULE_RUNS) {
      leaveOut(change, queue.slice(next));
      return;
    }
    acted.add(mark);
    if (depth > MAX_RULE_CHAIN) {
      refuse(change, turn, `${MAX_RULE_CHAIN} rules had set each other off before this one, so it was left out.`);
      continue;
    }
    const done = actByRule(change, turn);
    if (!done) continue;
    watchDueDates(done);
    for (const each of setOffBy(done.touched, book)) queue.push({ ...each, depth: depth + 1 });
  }
}

/** Tells the history of each task for which a rule still waits that it was left out. */
function leaveOut(change: Change, waiting: readonly Waiting[]): void {
  const comment = `One change set off more than ${MAX_RULE_RUNS} runs of rules; those left for this task were left out.`;
  const tasks = [...new Set(waiting.map(({ task }) => task))].flatMap((id) => change.stores.tasks.find(id)?.task ?? []);
  for (const [project, some] of Map.groupBy(tasks, ({ projectId }) => projectId)) {
    for (let from = 0; from < some.length; from += MAX_TASKS_AT_ONCE) {
      const about = some.slice(from, from + MAX_TASKS_AT_ONCE).map(({ id }) => id);
      const writing = new BoardWriting(change, { user: null });
      writing.say(project, "task.rule_refused", "neighbour.changed", { about, comment });
    }
  }
}

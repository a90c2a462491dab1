import type { BoardWriting } from "../writing.ts";
import { runChain } from "./chain.ts";
import { watchDueDates } from "./due-watch.ts";
import { RuleBook, setOffBy } from "./triggers.ts";

/**
 * Lets the rules act on what a command, which has said its event, changed of its tasks; in the transaction of the
 * command, each run as an act of its own. A run that cannot do what it says leaves a word of that in the task's history
 * and nothing else, and never fails the command. Without rules this costs at most one look into an index for each project
 * whose tasks came into being, changed their column or got a label, and one more where a date has begun.
 */
export function runRules(writing: BoardWriting): void {
  const book = new RuleBook(writing.stores);
  watchDueDates(writing);
  const begin = setOffBy(writing.touched, book);
  if (begin.length > 0) runChain(writing.change, book, begin);
}

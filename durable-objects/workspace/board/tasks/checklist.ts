import { RoomError } from "../../../room/errors.ts";
import { MAX_CHECK_ITEMS } from "../limits.ts";
import type { CheckItem, CheckItemChange } from "./protocol.ts";

/**
 * A checklist with `changes` merged into it, each item by its id, so that what others changed of other items stays. An
 * item to be put behind one that is gone comes last.
 * @throws RoomError `invalid` for a new item without a text, `limit_reached`
 */
export function mergedChecklist(items: readonly CheckItem[], changes: readonly CheckItemChange[]): CheckItem[] {
  const list = [...items];
  for (const [index, change] of changes.entries()) merge(list, change, index);
  if (list.length > MAX_CHECK_ITEMS) {
    throw new RoomError("limit_reached", `A checklist has at most ${MAX_CHECK_ITEMS} items.`);
  }
  return list;
}

function merge(list: CheckItem[], change: CheckItemChange, index: number): void {
  const at = list.findIndex(({ id }) => id === change.id);
  const known = list[at];
  if (change.gone) {
    if (known) list.splice(at, 1);
    return;
  }
  const text = change.text ?? known?.text;
  if (text === undefined) {
    const message = "A new item needs a text";
    throw new RoomError("invalid", `${message}.`, [{ path: `set.checklist.${index}.text`, message }]);
  }
  const item: CheckItem = { ...known, id: change.id, text, done: change.done ?? known?.done ?? false };
  if (known && change.after === undefined) {
    list[at] = item;
    return;
  }
  if (known) list.splice(at, 1);
  list.splice(placeBehind(list, change.after), 0, item);
}

/** Where in the list what comes behind `after` is put: null for first, undefined for last. */
function placeBehind(list: readonly CheckItem[], after: string | null | undefined): number {
  if (after === null) return 0;
  const at = list.findIndex(({ id }) => id === after);
  return at < 0 ? list.length : at + 1;
}

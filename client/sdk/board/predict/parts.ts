import type {
  Column,
  Field,
  Label,
  PartAction,
  Place,
  Rule,
  View,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import type { BoardDraft } from "../draft.ts";
import { inOrder, keyBetween, orderAt } from "../order.ts";
import type { Moment, Prediction, Sight } from "./moment.ts";
import { defined } from "./task-set.ts";

/** What a part looks like until the room has said which defaults it gave it. */
const COLOUR = "#8b8d98";

/** What the room is expected to make of an act on a column, label, field, view or rule. */
export function predictPart({ board }: Sight, action: PartAction, moment: Moment): Prediction {
  const { project } = board;
  switch (action.type) {
    case "column.create": {
      const made = fresh(board.columns, action, moment);
      if (!made || action.project !== project.id) return null;
      const column: Column = {
        colour: COLOUR,
        wipLimit: null,
        hidden: false,
        ...defined(action.set),
        ...made,
        name: action.set.name,
        kind: action.set.kind,
      };
      return { columns: { put: [column] } };
    }
    case "label.create": {
      const made = fresh(board.labels, action, moment);
      if (!made || action.project !== project.id) return null;
      const label: Label = { ...made, name: action.set.name, colour: action.set.colour ?? COLOUR };
      return { labels: { put: [label] } };
    }
    case "field.create": {
      const made = fresh(board.fields, action, moment);
      if (!made || action.project !== project.id) return null;
      const { name, type, options = [] } = action.set;
      const field: Field = { ...made, name, type, options };
      return { fields: { put: [field] } };
    }
    case "view.create": {
      const made = fresh(board.views, action, moment);
      if (!made || action.project !== project.id) return null;
      const { name, layout = "board", filter = {}, groupBy = "none", sort = "order" } = action.set;
      const view: View = { ...made, name, layout, filter, groupBy, sort };
      return { views: { put: [view] } };
    }
    case "rule.create": {
      const made = fresh(board.rules, action, moment);
      if (!made || action.project !== project.id) return null;
      const { name, enabled = true, when, actions } = action.set;
      const rule: Rule = { ...made, name, enabled, when, actions };
      return { rules: { put: [rule] } };
    }
    case "column.update":
      return put("columns", set(board.columns, action));
    case "label.update":
      return put("labels", set(board.labels, action));
    case "field.update":
      return put("fields", set(board.fields, action));
    case "view.update":
      return put("views", set(board.views, action));
    case "rule.update":
      return put("rules", set(board.rules, action));
    case "column.move":
      return put("columns", moved(board.columns, action));
    case "label.move":
      return put("labels", moved(board.labels, action));
    case "field.move":
      return put("fields", moved(board.fields, action));
    case "view.move":
      return put("views", moved(board.views, action));
    case "rule.move":
      return put("rules", moved(board.rules, action));
    case "column.archive":
      return put("columns", archived(board.columns, action.part, moment.at));
    case "label.archive":
      return put("labels", archived(board.labels, action.part, moment.at));
    case "field.archive":
      return put("fields", archived(board.fields, action.part, moment.at));
    case "view.archive":
      return put("views", archived(board.views, action.part, moment.at));
    case "rule.archive":
      return put("rules", archived(board.rules, action.part, moment.at));
    case "column.restore":
      return put("columns", archived(board.columns, action.part, null));
    case "label.restore":
      return put("labels", archived(board.labels, action.part, null));
    case "field.restore":
      return put("fields", archived(board.fields, action.part, null));
    case "view.restore":
      return put("views", archived(board.views, action.part, null));
    case "rule.restore":
      return put("rules", archived(board.rules, action.part, null));
    case "column.delete":
      return columnDeleted(board, action);
    case "label.delete":
      return board.labels.has(action.part) ? { labels: { gone: [action.part] } } : null;
    case "field.delete":
      return board.fields.has(action.part) ? { fields: { gone: [action.part] } } : null;
    case "view.delete":
      return board.views.has(action.part) ? { views: { gone: [action.part] } } : null;
    case "rule.delete":
      return board.rules.has(action.part) ? { rules: { gone: [action.part] } } : null;
  }
}

interface Given {
  id: string;
  order: string;
  archivedAt: number | null;
}

type Parts<Item> = ReadonlyMap<string, Item>;

/** What the room adds to what can be set of a new part; null for one that is there already. */
function fresh(parts: Parts<Given>, action: { part: string } & Place, { user, at }: Moment) {
  if (parts.has(action.part)) return null;
  const order = orderAt(inOrder(parts.values()), action, action.part) ?? keyBetween(null, null);
  return { id: action.part, order, archivedAt: null, createdAt: at, createdBy: user };
}

function set<Item extends Given>(parts: Parts<Item>, action: { part: string; set: object }): Item | null {
  const part = parts.get(action.part);
  return part ? Object.assign({ ...part }, defined(action.set)) : null;
}

function moved<Item extends Given>(parts: Parts<Item>, action: { part: string } & Place): Item | null {
  const part = parts.get(action.part);
  const order = part ? orderAt(inOrder(parts.values()), action, part.id) : null;
  return part && order !== null ? { ...part, order } : null;
}

function archived<Item extends Given>(parts: Parts<Item>, id: string, at: number | null): Item | null {
  const part = parts.get(id);
  const already = part && (part.archivedAt === null) === (at === null);
  return part && !already ? { ...part, archivedAt: at } : null;
}

function put<Name extends "columns" | "labels" | "fields" | "views" | "rules", Item>(name: Name, part: Item | null) {
  return part === null ? null : { [name]: { put: [part] } };
}

/** Its tasks go to the end of another column. */
function columnDeleted(
  board: BoardDraft,
  { part, moveTasksTo }: { part: string; moveTasksTo?: string | undefined },
): Prediction {
  if (!board.columns.has(part)) return null;
  const columns = { gone: [part] };
  if (moveTasksTo === undefined) return { columns };
  let end = board.tasksIn(moveTasksTo).at(-1)?.order ?? null;
  const orders = board.tasksIn(part).map((task): [string, string] => {
    end = keyBetween(end, null);
    return [task.id, end];
  });
  return { columns, tasks: { orders: Object.fromEntries(orders), columnId: moveTasksTo } };
}

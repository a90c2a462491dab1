import type { Access } from "../../access.ts";
import type { BoardWriting } from "../writing.ts";
import { archivePart, createPart, deletePart, movePart, restorePart, updatePart } from "./changing.ts";
import { archiveColumn, COLUMN, deleteColumn } from "./columns.ts";
import { deleteField, FIELD } from "./fields.ts";
import { deleteLabel, LABEL } from "./labels.ts";
import type { PartAction } from "./protocol.ts";
import { RULE } from "./rules.ts";
import { VIEW } from "./views.ts";

/** Does what is asked of a part of a board. Answers whether there was anything to say. @throws RoomError for what is refused */
export function actOnPart(writing: BoardWriting, access: Access, action: PartAction): boolean {
  switch (action.type) {
    case "column.create":
      return createPart(writing, access, COLUMN, action);
    case "column.update":
      return updatePart(writing, access, COLUMN, action);
    case "column.move":
      return movePart(writing, access, COLUMN, action);
    case "column.archive":
      return archiveColumn(writing, access, action.part);
    case "column.restore":
      return restorePart(writing, access, COLUMN, action.part);
    case "column.delete":
      return deleteColumn(writing, access, action);

    case "label.create":
      return createPart(writing, access, LABEL, action);
    case "label.update":
      return updatePart(writing, access, LABEL, action);
    case "label.move":
      return movePart(writing, access, LABEL, action);
    case "label.archive":
      return archivePart(writing, access, LABEL, action.part);
    case "label.restore":
      return restorePart(writing, access, LABEL, action.part);
    case "label.delete":
      return deleteLabel(writing, access, action.part);

    case "field.create":
      return createPart(writing, access, FIELD, action);
    case "field.update":
      return updatePart(writing, access, FIELD, action);
    case "field.move":
      return movePart(writing, access, FIELD, action);
    case "field.archive":
      return archivePart(writing, access, FIELD, action.part);
    case "field.restore":
      return restorePart(writing, access, FIELD, action.part);
    case "field.delete":
      return deleteField(writing, access, action.part);

    case "view.create":
      return createPart(writing, access, VIEW, action);
    case "view.update":
      return updatePart(writing, access, VIEW, action);
    case "view.move":
      return movePart(writing, access, VIEW, action);
    case "view.archive":
      return archivePart(writing, access, VIEW, action.part);
    case "view.restore":
      return restorePart(writing, access, VIEW, action.part);
    case "view.delete":
      return deletePart(writing, access, VIEW, action.part);

    case "rule.create":
      return createPart(writing, access, RULE, action);
    case "rule.update":
      return updatePart(writing, access, RULE, action);
    case "rule.move":
      return movePart(writing, access, RULE, action);
    case "rule.archive":
      return archivePart(writing, access, RULE, action.part);
    case "rule.restore":
      return restorePart(writing, access, RULE, action.part);
    case "rule.delete":
      return deletePart(writing, access, RULE, action.part);
  }
}

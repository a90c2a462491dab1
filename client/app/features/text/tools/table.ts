import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Columns2,
  Rows2,
  TableProperties,
  Trash2,
} from "lucide-react";
import type { Tool } from "./tool.ts";

/** What can be done to the table the caret is in. */
export const TABLE: readonly Tool[] = [
  {
    id: "row-above",
    name: "Row above",
    icon: BetweenHorizontalEnd,
    use: (editor) => editor.chain().focus().addRowBefore().run(),
  },
  {
    id: "row-below",
    name: "Row below",
    icon: BetweenHorizontalStart,
    use: (editor) => editor.chain().focus().addRowAfter().run(),
  },
  {
    id: "column-before",
    name: "Column before",
    icon: BetweenVerticalEnd,
    use: (editor) => editor.chain().focus().addColumnBefore().run(),
  },
  {
    id: "column-after",
    name: "Column after",
    icon: BetweenVerticalStart,
    use: (editor) => editor.chain().focus().addColumnAfter().run(),
  },
  {
    id: "header-row",
    name: "Header row",
    icon: TableProperties,
    use: (editor) => editor.chain().focus().toggleHeaderRow().run(),
  },
  {
    id: "delete-row",
    name: "Delete this row",
    icon: Rows2,
    use: (editor) => editor.chain().focus().deleteRow().run(),
  },
  {
    id: "delete-column",
    name: "Delete this column",
    icon: Columns2,
    use: (editor) => editor.chain().focus().deleteColumn().run(),
  },
  {
    id: "delete-table",
    name: "Delete the table",
    icon: Trash2,
    use: (editor) => editor.chain().focus().deleteTable().run(),
  },
];

/** What of a board's page opens by an act: one file, that is loaded when the first of it opens, or soon after the board. */
export { OpenBulkBar } from "../selection/open-bulk-bar.tsx";
export { FilterChipList } from "../views/filter-chip-list.tsx";
export { FilterSteps } from "../views/filter-steps.tsx";
export { ViewNaming } from "../views/saved/view-naming.tsx";
export { ColumnSettings } from "./column-settings.tsx";
export { DeleteColumn } from "./delete-column.tsx";
export { HiddenColumnList } from "./hidden-column-list.tsx";
export { NewColumnForm } from "./new-column-form.tsx";
export { OpenCardPart } from "./open-card-part.tsx";
export { QuickForm } from "./quick-form.tsx";

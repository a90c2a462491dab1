import { lazy } from "react";

/** Loads what of a board's page opens by an act. */
export const loadOpened = () => import("./opened.ts");

export const OpenBulkBar = lazy(async () => ({ default: (await loadOpened()).OpenBulkBar }));
export const FilterSteps = lazy(async () => ({ default: (await loadOpened()).FilterSteps }));
export const ViewNaming = lazy(async () => ({ default: (await loadOpened()).ViewNaming }));
export const ColumnSettings = lazy(async () => ({ default: (await loadOpened()).ColumnSettings }));
export const DeleteColumn = lazy(async () => ({ default: (await loadOpened()).DeleteColumn }));
export const HiddenColumnList = lazy(async () => ({ default: (await loadOpened()).HiddenColumnList }));
export const NewColumnForm = lazy(async () => ({ default: (await loadOpened()).NewColumnForm }));
export const OpenCardPart = lazy(async () => ({ default: (await loadOpened()).OpenCardPart }));
export const QuickForm = lazy(async () => ({ default: (await loadOpened()).QuickForm }));
export const FilterChipList = lazy(async () => ({ default: (await loadOpened()).FilterChipList }));

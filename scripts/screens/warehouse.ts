/** A project as large as any team's, which shows that size costs a board nothing. */
import { askAs, type DemoWorkspace } from "../../test/browser/demo-workspace.ts";

export const WAREHOUSE = "WRH";
const TASKS = 2_000;
const COLUMNS = ["Backlog", "Todo", "In progress", "In review", "Done"];
const DEEDS = ["Count", "Label", "Move", "Check", "Photograph", "Repair"];
const THINGS = ["the blue crates", "shelf", "the returns of lane", "pallet", "the scales at door"];

/** Makes it, out of a sheet. */
export async function fillWarehouse(demo: DemoWorkspace): Promise<void> {
  const projects = `/api/workspaces/${demo.workspace}/projects`;
  await askAs(demo, "you", "POST", projects, { name: "Warehouse", key: WAREHOUSE });
  const rows = Array.from({ length: TASKS }, (_, at) => {
    const deed = DEEDS[at % DEEDS.length];
    const thing = THINGS[(at * 7) % THINGS.length];
    return `${deed} ${thing} ${at + 1},${COLUMNS[(at * 3) % COLUMNS.length]},${at % 9 === 0 ? "high" : ""}`;
  });
  const mapping = { Title: "title", Status: "column", Priority: "priority" };
  const csv = ["Title,Status,Priority", ...rows].join("\n");
  await askAs(demo, "you", "POST", `${projects}/${WAREHOUSE}/imports`, { csv, mapping, mode: "apply" });
}

import { describe, expect, it } from "vitest";
import { type InnerBoards, OWNER, update, withBoards } from "../../../../../test/rooms/inner-boards.ts";
import { Access } from "../../../access.ts";
import { MAX_TASK_LENGTH } from "../../limits.ts";
import { importReferences } from "./importing.ts";

/** Gives a task so much to hold that not even one relation more goes in. */
function fill(boards: InnerBoards, project: string, task: string): void {
  const checklist = Array.from({ length: 100 }, (_, index) => ({ id: `item-${index}`, text: "x".repeat(500) }));
  boards.act(update(task, { checklist }));
  while (MAX_TASK_LENGTH - JSON.stringify(boards.task(task)).length > 50) {
    const field = boards.addField(project, { name: `Field ${boards.said.length}`, type: "text" });
    const left = MAX_TASK_LENGTH - JSON.stringify(boards.task(task)).length - `,"${field}":""`.length;
    boards.act(update(task, { fields: { [field]: "x".repeat(Math.min(2_000, left)) } }));
  }
}

describe("references of rows", () => {
  it("leave nothing of a field behind that cannot be taken over as a whole, in the tasks or in what is told", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const [task, small, full] = [boards.addTask(project), boards.addTask(project), boards.addTask(project)];
      fill(boards, project, full);
      const refs = [{ task: small }, { task: full }];
      const rows = [
        {
          row: 2,
          key: "a",
          task,
          fields: { blocks: { refs, mark: "1" }, relates: { refs: [{ task: small }], mark: "2" } },
        },
      ];
      const taken = boards.change(OWNER, (change) =>
        importReferences(change, Access.of({ user: OWNER, superadmin: false }, boards.stores), project, rows, {
          mode: "apply",
          missing: { columns: "report", labels: "report" },
          dates: "report",
        }),
      );
      expect(taken.faults).toEqual([{ row: 2, field: "blocks", message: expect.stringContaining("too much") }]);
      expect(boards.task(task).relations).toEqual([{ type: "relates", taskId: small }]);
      expect(boards.task(small).relations).toEqual([{ type: "relates", taskId: task }]);
      expect(boards.toldOf(project)).toEqual(boards.stateOf(project));
      expect(boards.stores.importKeys.find(project, "a")?.marks).toEqual({ relates: "2" });
    }));
});

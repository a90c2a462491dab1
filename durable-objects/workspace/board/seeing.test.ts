import { describe, expect, it } from "vitest";
import { withBoards } from "../../../test/rooms/inner-boards.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import { streamOf } from "./protocol.ts";
import { boardEventFor } from "./seeing.ts";

describe("an event of a board, as a guest is shown it", () => {
  it("tells only of neighbours in projects named to them, and of nothing where that cannot be told", () =>
    withBoards((boards) => {
      const [named, other] = [boards.addProject("Named"), boards.addProject("Other")];
      boards.addMember("gus", "guest");
      const guest = boards.stores.members.find("gus");
      if (!guest) throw new Error("no guest");
      boards.change(null, (change) => change.grant(guest, [{ kind: "project", id: named }]));
      const neighbourIn = (projectId: string) => ({
        id: projectId,
        key: "A-1",
        projectId,
        title: "Secret",
        settled: false,
      });
      const event = (delta: unknown): EventEnvelope => ({
        ...{ stream: streamOf(named), seq: 1, type: "neighbour.changed", at: 0, by: null },
        delta,
      });
      const shown = (delta: unknown) => boardEventFor(boards.stores, guest, event(delta));
      const put = [neighbourIn(named), neighbourIn(other)];
      expect(shown({ neighbours: { put, gone: ["x"] }, later: 1 })).toEqual(
        event({ neighbours: { put: [neighbourIn(named)], gone: ["x"] }, later: 1 }),
      );
      expect(shown({ neighbours: { put: [{ ...neighbourIn(other), settled: "perhaps" }] } })).toBeNull();
      expect(shown({ tasks: { gone: ["x"] } })).toEqual(event({ tasks: { gone: ["x"] } }));
    }));
});

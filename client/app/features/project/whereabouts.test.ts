import { expect, it } from "vitest";
import { type BoardPeer, type Company, NO_COMPANY } from "../../../sdk/board/presence.ts";
import { whereaboutsOf, whereInWords } from "./whereabouts.ts";

const bo: BoardPeer = { connection: "1", user: "bo", name: "Bo", presence: {} };
const zoe: BoardPeer = { connection: "2", user: "zoe", name: "Zoë", presence: {} };

const told = (company: Partial<Company>, task: string | null) => {
  const where = whereaboutsOf("bo", { ...NO_COMPANY, ...company });
  return [where.task, whereInWords("Bo", where, task)];
};

it("says first what someone's hand does, then what they look at", () => {
  const viewing = new Map([["a", [zoe, bo]]]);
  expect(told({ viewing }, "ENS-1")).toEqual(["a", "Bo looks at ENS-1"]);
  expect(told({ viewing, typing: new Map([["b", [bo]]]) }, "ENS-2")).toEqual(["b", "Bo writes in ENS-2"]);
  expect(told({ viewing, dragging: new Map([["c", bo]]) }, "ENS-3")).toEqual(["c", "Bo moves ENS-3"]);
});

it("says no more than it knows", () => {
  expect(told({ adding: new Map([["todo", [bo]]]) }, null)).toEqual([null, "Bo adds a task"]);
  expect(told({ viewing: new Map([["a", [zoe]]]) }, null)).toEqual([null, "Bo is here"]);
  expect(told({ viewing: new Map([["gone", [bo]]]) }, null)).toEqual(["gone", "Bo is here"]);
});

import { expect, it } from "vitest";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { byAge, shownOf } from "./shown.ts";

const NOW = new Date("2026-11-21T12:00:00").getTime();
const HOUR = 3_600_000;

function notification(id: string, parts: Partial<Notification> = {}): Notification {
  return {
    id,
    thing: { type: "task", workspace: "w", project: "p", task: id },
    reason: "assigned",
    title: id,
    text: "",
    by: null,
    byName: null,
    message: null,
    at: NOW,
    count: 1,
    deliveredAt: null,
    seenAt: null,
    readAt: null,
    snoozedUntil: null,
    ...parts,
  };
}

const ALL = [
  notification("read", { readAt: NOW, at: NOW - 3 * HOUR }),
  notification("unread", { at: NOW - 2 * HOUR }),
  notification("away", { snoozedUntil: NOW + HOUR }),
  notification("back", { snoozedUntil: NOW - HOUR, at: NOW - HOUR }),
  notification("elsewhere", { thing: { type: "workspace", workspace: "other" }, at: NOW - 4 * HOUR }),
  notification("note", { thing: { type: "note", note: "n" }, at: NOW - 5 * HOUR }),
];

it("shows what is looked at, the newest first", () => {
  const ids = (which: "unread" | "all" | "snoozed", workspace: string | null) =>
    shownOf(ALL, { which, workspace, now: NOW }).map(({ id }) => id);
  expect(ids("all", null)).toEqual(["back", "unread", "read", "elsewhere", "note"]);
  expect(ids("unread", null)).toEqual(["back", "unread", "elsewhere", "note"]);
  expect(ids("snoozed", null)).toEqual(["away"]);
  expect(ids("all", "w")).toEqual(["back", "unread", "read", "note"]);
});

it("tells them by the days on which they came", () => {
  const on = (id: string, day: string) => notification(id, { at: new Date(`${day}T10:00:00`).getTime() });
  const groups = byAge(
    [on("a", "2026-11-21"), on("b", "2026-11-20"), on("c", "2026-11-15"), on("d", "2026-11-14")],
    NOW,
  );
  expect(groups.map(({ name, notifications }) => [name, ...notifications.map(({ id }) => id)])).toEqual([
    ["Today", "a"],
    ["Yesterday", "b"],
    ["The last seven days", "c"],
    ["Earlier", "d"],
  ]);
});

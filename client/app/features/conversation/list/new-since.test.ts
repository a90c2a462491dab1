import { expect, it } from "vitest";
import { type NewSince, newSince } from "./new-since.ts";

const read = (marker: number, unread: number) => ({ marker, unread, mentions: 0 });
const away = (marker: number, unread: number) => ({ read: read(marker, unread), isWatching: false });
const watching = (marker: number, unread: number) => ({ read: read(marker, unread), isWatching: true });

/** Where what is new begins after all of this was seen, one after the other. */
const after = (...seen: Parameters<typeof newSince>[1][]) => seen.reduce<NewSince | null>(newSince, null);

it("draws no line where all was read", () => {
  expect(after(watching(5, 0))).toBeNull();
});

it("draws the line where one had read to, and leaves it there while one reads", () => {
  expect(after(watching(5, 3))).toEqual({ after: 5, count: 3, isRead: false });
  expect(after(watching(5, 3), watching(8, 0))).toEqual({ after: 5, count: 3, isRead: true });
  expect(after(watching(5, 3), watching(8, 0), watching(8, 1), watching(9, 0))?.after).toBe(5);
});

it("counts what comes before it was read", () => {
  expect(after(away(5, 3), away(5, 4))).toEqual({ after: 5, count: 4, isRead: false });
});

it("draws another one for what comes while one looks elsewhere", () => {
  expect(after(watching(5, 3), watching(8, 0), away(8, 1), away(8, 2))).toEqual({ after: 8, count: 2, isRead: false });
});

it("draws it where one marks unread by hand", () => {
  expect(after(watching(5, 3), watching(8, 0), watching(2, 4))).toEqual({ after: 2, count: 4, isRead: false });
});

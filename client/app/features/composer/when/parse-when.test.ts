import { expect, it } from "vitest";
import { findWhen } from "./parse-when.ts";

/** A Saturday, 10:30 in the morning. */
const NOW = new Date(2026, 10, 21, 10, 30).getTime();
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();

it("reads times as people write them", () => {
  const times: Record<string, number> = {
    "in 20 minutes": at(21, 10, 50),
    "in an hour": at(21, 11, 30),
    "in half an hour": at(21, 11),
    "in 2h": at(21, 12, 30),
    "in 3 days": at(24, 10, 30),
    "in a week": at(28, 10, 30),
    tomorrow: at(22, 9),
    "tomorrow at 9": at(22, 9),
    "Tomorrow 17:15": at(22, 17, 15),
    "at 3pm": at(21, 15),
    "at 9:05": at(22, 9, 5),
    "at noon": at(21, 12),
    "at 8 pm tomorrow": at(22, 20),
    monday: at(23, 9),
    "next monday at 8am": at(23, 8),
    "on saturday at 9": at(28, 9),
    tonight: at(21, 20),
    "2026-11-30 at 14:00": at(30, 14),
  };
  for (const [words, time] of Object.entries(times))
    expect(findWhen(words, NOW), words).toEqual({ at: time, rest: "" });
});

it("leaves the words that are no time", () => {
  expect(findWhen("in 20 minutes to water the plants", NOW)).toEqual({
    at: at(21, 10, 50),
    rest: "to water the plants",
  });
  expect(findWhen("to call Ada tomorrow at 9", NOW)).toEqual({ at: at(22, 9), rest: "to call Ada" });
  expect(findWhen("to look at 3 pictures in 5 min", NOW)).toEqual({
    at: at(21, 10, 35),
    rest: "to look at 3 pictures",
  });
});

it("takes nothing for a time that is none, or is over", () => {
  for (const words of [
    "",
    "water the plants",
    "in 20 parsecs",
    "at 25:00",
    "2026-02-30",
    "2020-01-01",
    "today at 9",
    "in 0 minutes",
  ])
    expect(findWhen(words, NOW), words).toBeNull();
});

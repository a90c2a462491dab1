import { expect, it } from "vitest";
import { colourOf, coloursOf } from "./colours.ts";

const people = Array.from({ length: 20 }, (_, index) => `user-${index}`);

it("gives each of a few people a colour of their own", () => {
  const colours = coloursOf(people.slice(0, 8));
  expect(new Set(colours.values()).size).toBe(8);
  const [first = ""] = people;
  expect(colours.get(first)).toBe(colourOf(first));
});

it("leaves everybody's as it is when more come, who share colours when all are taken", () => {
  const [few, many] = [coloursOf(people.slice(0, 5)), coloursOf(people)];
  for (const [user, colour] of few) expect(many.get(user)).toBe(colour);
  expect(many.size).toBe(20);
  expect(many.get("user-19")).toBe(colourOf("user-19"));
});

import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "./search.ts";

describe("the search of an address", () => {
  it("is read as words, never as numbers or JSON", () => {
    expect(parseSearch("?token=123&error=true&q=%7B%22a%22%3A1%7D")).toEqual({
      token: "123",
      error: "true",
      q: '{"a":1}',
    });
  });

  it("holds several values by commas or by repetition", () => {
    expect(parseSearch("?label=a&label=b&label=c")).toEqual({ label: ["a", "b", "c"] });
    expect(stringifySearch({ label: ["a", "b"], q: "two words" })).toBe("?label=a,b&q=two+words");
  });

  it("leaves out what says nothing", () => {
    expect(stringifySearch({ q: "", label: [], view: undefined, due: null })).toBe("");
  });

  it("comes back the same", () => {
    const search = "?layout=list&assignee=me,nobody&blocked=true&q=%26+%3D+%23+%C3%A9";
    expect(stringifySearch(parseSearch(search))).toBe(search);
  });
});

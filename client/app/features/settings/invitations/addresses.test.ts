import { expect, it } from "vitest";
import { addressesIn } from "./addresses.ts";

it("takes addresses as they are pasted, each once, and names what is none", () => {
  const pasted =
    'Ada@example.com, "Bo" <bo@example.com>;\n eve@example.com  mo@example.com\tada@EXAMPLE.com, nobody, @x';
  expect(addressesIn(pasted)).toEqual({
    good: ["ada@example.com", "bo@example.com", "eve@example.com", "mo@example.com"],
    bad: ["nobody", "@x"],
  });
  expect(addressesIn(" ,\n; ")).toEqual({ good: [], bad: [] });
});

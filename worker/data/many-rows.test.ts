import { expect, it } from "vitest";
import { inPieces } from "./many-rows.ts";

it("cuts rows into pieces that one value bound in D1 may hold", () => {
  const long = { text: "ü".repeat(200_000) };
  const rows = [...Array.from({ length: 450 }, (_, nth) => ({ text: `${nth}` })), long, long, long, long];
  const pieces = inPieces(rows);
  expect(pieces.flat()).toEqual(rows);
  expect(pieces.map((piece) => piece.length)).toEqual([200, 200, 52, 2]);
  for (const piece of pieces) expect(new TextEncoder().encode(JSON.stringify(piece)).length).toBeLessThan(2_000_000);
  expect(inPieces([])).toEqual([]);
});

import { expect, it } from "vitest";
import { MAX_CSV_BYTES } from "../../../../durable-objects/workspace/board/exchange/limits.ts";
import { textOfFile } from "./read-file.ts";

const blob = (...bytes: number[]) => new Blob([new Uint8Array(bytes)]);

it("reads what spreadsheets write: UTF-8 with and without its mark, UTF-16, and the old western encoding", async () => {
  expect(await textOfFile(new Blob(["Größe,שם"]))).toBe("Größe,שם");
  expect(await textOfFile(blob(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
  expect(await textOfFile(blob(0xff, 0xfe, 0x61, 0, 0xe9, 0))).toBe("aé");
  expect(await textOfFile(blob(0xfe, 0xff, 0, 0x61))).toBe("a");
  expect(await textOfFile(blob(0x47, 0x72, 0xf6, 0xdf, 0x65))).toBe("Größe");
});

it("says of a file that is none what is wrong with it", async () => {
  await expect(textOfFile(blob())).rejects.toThrow("empty");
  await expect(textOfFile(blob(0x50, 0x4b, 3, 4, 0, 0))).rejects.toThrow("not a text file");
  expect(await textOfFile(new Blob(["Name,Notes\nSoup,warm \u0002 and salted"]))).toContain("Soup");
  await expect(textOfFile(blob(1, 2, 3, 0x2c, 4, 0x0a))).rejects.toThrow("not a text file");
  await expect(textOfFile(new Blob([new Uint8Array(MAX_CSV_BYTES + 1)]))).rejects.toThrow("5 MB");
});

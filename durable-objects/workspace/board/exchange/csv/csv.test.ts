import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardCell, readCell, readChecklist, readList, writeChecklist, writeList } from "./cells.ts";
import { readDay } from "./dates.ts";
import { CellFault } from "./fault.ts";
import { planOf } from "./plan.ts";
import { readCsv } from "./read.ts";
import { readRows } from "./rows.ts";
import { suggest } from "./suggest.ts";
import { readEstimate, readNumber, readPriority } from "./values.ts";

const rowsOf = (
  text: string,
  mapping: Record<string, string>,
  dates: "report" | "day_first" | "month_first" = "report",
) => {
  const csv = readCsv(text);
  return readRows(csv, planOf(csv.header, mapping), dates);
};

describe("readCsv", () => {
  it.each([
    ["comma", "Title,Note\nA,1\nB,2\n", ","],
    ["semicolon, CRLF and a byte order mark", "\ufeffTitle;Note\r\nA;1\r\nB;2", ";"],
    ["tab", "Title\tNote\nA\t1\nB\t2", "\t"],
    ["bar and CR", "Title|Note\rA|1\rB|2", "|"],
  ])("finds the delimiter: %s", (_, text, delimiter) => {
    expect(readCsv(text)).toEqual({
      delimiter,
      header: ["Title", "Note"],
      rows: [
        { row: 2, cells: ["A", "1"], fault: null },
        { row: 3, cells: ["B", "2"], fault: null },
      ],
    });
  });

  it("keeps quotes, delimiters and line breaks within a cell, and passes over empty rows without losing count", () => {
    const { rows } = readCsv('Title,Note\n\n"a, ""b""\nc",שלום 🌍\n , \nlast,\n');
    expect(rows).toEqual([
      { row: 3, cells: ['a, "b"\nc', "שלום 🌍"], fault: null },
      { row: 5, cells: ["last", ""], fault: null },
    ]);
  });

  it("tells rows that have too many cells or quotes that do not close, and reads the others", () => {
    const { rows } = readCsv('Title,Note\na,b,c\nshort\nd,"never closed\n');
    expect(rows.map(({ row, fault }) => [row, fault !== null])).toEqual([
      [2, true],
      [3, false],
      [4, true],
    ]);
  });

  it("refuses what has no header or no row, and what is too large", () => {
    expect(() => readCsv("")).toThrow("header");
    expect(() => readCsv("Title\n")).toThrow("header");
    expect(() => readCsv(`Title\n${"ä".repeat(2_500_001)}`)).toThrow("5000000 bytes");
    expect(() => readCsv(`Title\n${"x\n".repeat(10_001)}`)).toThrow("rows");
  });
});

describe("hostile files", () => {
  const long = (piece: string) => piece.repeat(Math.floor(200_000 / piece.length));

  it.each([
    ["quotes", '"'],
    ["quoted letters", '"a'],
    ["pairs of quotes", '""'],
    ["quoted commas", '","'],
    ["line breaks", "\n"],
    ["spaces", " "],
    ["spaces and letters", " a"],
    ["apostrophes", "'"],
    ["digits", "1"],
    ["brackets", "- ["],
    ["halves of characters", "\ud800"],
  ])("are read in time that grows with their length: %s", (_, piece) => {
    for (const text of [`Title\n${long(piece)}`, `Title,B\n"${long(piece).replaceAll('"', '""')}",x\n`]) {
      let csv: ReturnType<typeof readCsv>;
      try {
        csv = readCsv(text);
      } catch {
        continue;
      }
      for (const field of ["labels", "checklist", "dueDate", "priority", "estimate", "parent", "archived"]) {
        readRows(csv, [{ field, header: "Title", columns: [0] }], "report");
      }
    }
  });
});

describe("cells", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+SUM(A1)", "'+SUM(A1)"],
    ["@cmd", "'@cmd"],
    ["-2+3", "'-2+3"],
    ["'=quoted", "''=quoted"],
    ["\t=x", "'\t=x"],
    ["＝full width", "'＝full width"],
    ["-5", "-5"],
    ["-1.5", "-1.5"],
    ["'tis", "'tis"],
    ["plain", "plain"],
  ])("P7.15 %j leaves as %j, which no spreadsheet runs, and comes back", (text, cell) => {
    expect(guardCell(text)).toBe(cell);
    expect(readCell(cell)).toBe(text);
  });

  it("gives every text back that was guarded", () => {
    const tricky = fc
      .array(fc.constantFrom("'", "=", "+", "-", "@", "\t", "\n", "1", "a", "＝"))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: "grapheme" })), (text) => readCell(guardCell(text)) === text),
    );
  });

  it("gives every list of names back", () => {
    const name = fc
      .string({ unit: fc.constantFrom("a", '"', ",", ";", " ", "\n", "é", "|") })
      .map((text) => text.trim());
    const names = fc.uniqueArray(name.filter((text) => text !== ""));
    fc.assert(fc.property(names, (all) => JSON.stringify(readList(writeList(all))) === JSON.stringify(all)));
    expect(readList("bug; ux ,bug\n p1")).toEqual(["bug", "ux", "p1"]);
  });

  it("reads checklists with and without boxes", () => {
    const items = [
      { text: "one", done: true },
      { text: "[two]", done: false },
    ];
    expect(readChecklist(writeChecklist(items))).toEqual(items);
    expect(readChecklist("- [X] a\r\n* b\n\nc")).toEqual([
      { text: "a", done: true },
      { text: "b", done: false },
      { text: "c", done: false },
    ]);
  });
});

describe("values", () => {
  it.each([
    ["2026-11-21", "2026-11-21"],
    ["2026-11-21T23:30:00.000Z", "2026-11-21"],
    ["2026/1/2", "2026-01-02"],
    ["20261121", "2026-11-21"],
    ["21.11.2026", "2026-11-21"],
    ["3.4.2026", "2026-04-03"],
    ["21/11/2026", "2026-11-21"],
    ["11/21/26", "2026-11-21"],
    ["5/5/2026", "2026-05-05"],
    ["21/Nov/26 3:04 PM", "2026-11-21"],
    ["Sat, 21 November 2026 10:00", "2026-11-21"],
    ["Nov 1st, 2026", "2026-11-01"],
    ["Sept 3, 2026", "2026-09-03"],
  ])("reads %s as %s", (text, day) => {
    expect(readDay(text, "report")).toBe(day);
  });

  it("tells a date that may be two, and reads it when told how", () => {
    expect(() => readDay("03/04/2026", "report")).toThrow("either of two days");
    expect(readDay("03/04/2026", "day_first")).toBe("2026-04-03");
    expect(readDay("03/04/2026", "month_first")).toBe("2026-03-04");
    expect(readDay("21/11/2026", "month_first")).toBe("2026-11-21");
  });

  it.each([
    "2026-02-30",
    "31.4.2026",
    "soon",
    "2026-13-01",
    "99/99/2026",
    "0026-01-01",
    "1 Foo 2026",
    "Marvel 3, 2026",
    "",
  ])("refuses %j as a date", (text) => {
    expect(() => readDay(text, "day_first")).toThrow(CellFault);
  });

  it.each([
    ["Highest", "urgent"],
    ["blocker", "urgent"],
    ["P1", "high"],
    ["Normal", "medium"],
    ["Lowest", "low"],
    ["🔥 High", "high"],
    ["No priority", "none"],
    ["", "none"],
  ])("reads the priority %j as %s", (text, priority) => {
    expect(readPriority(text)).toBe(priority);
  });

  it("reads numbers with a point or a comma, and tells those that may be two", () => {
    expect([readNumber("3.5"), readNumber("-3,5"), readNumber("12 000")]).toEqual([3.5, -3.5, 12_000]);
    expect(() => readNumber("1,000")).toThrow("either of two");
    expect(() => readNumber("many")).toThrow(CellFault);
    expect(() => readNumber("9".repeat(400))).toThrow("too large");
    expect(() => readEstimate("-1")).toThrow(CellFault);
    expect(() => readPriority("someday")).toThrow(CellFault);
  });
});

describe("suggest", () => {
  const of = (header: string, fields: string[] = []) => suggest(header.split(","), fields);
  it("knows the exports of other programs", () => {
    expect(of("Summary,Issue key,Issue id,Status,Priority,Assignee,Due date,Labels,Labels,Description")).toEqual({
      source: "jira",
      mapping: {
        Summary: "title",
        "Issue key": "externalId",
        "Issue id": "alias",
        Status: "column",
        Priority: "priority",
        Assignee: "assignees",
        "Due date": "dueDate",
        Labels: "labels",
        Description: "description",
      },
    });
    expect(of("ID,Team,Title,Description,Status,Estimate,Due Date,Parent issue")).toMatchObject({
      source: "linear",
      mapping: { ID: "externalId", Estimate: "estimate", "Due Date": "dueDate", "Parent issue": "parent" },
    });
    expect(of("Task ID,Name,Section/Column,Assignee,Assignee Email,Tags,Notes").mapping).toMatchObject({
      "Assignee Email": "assignees",
      Tags: "labels",
      Notes: "description",
    });
    expect(of("Card ID,Card Name,List Name,Members").source).toBe("trello");
    expect(of("Title,URL,Assignees,Status").source).toBe("github");
  });

  it("knows our own, and custom fields by their names", () => {
    expect(of("Ensemble ID,Key,Title,Field: Sprint", ["Sprint"])).toEqual({
      source: "ensemble",
      mapping: { "Ensemble ID": "externalId", Key: "alias", Title: "title", "Field: Sprint": "field:Sprint" },
    });
    expect(of("what,ever,sprint", ["Sprint"])).toEqual({ source: null, mapping: { sprint: "field:Sprint" } });
  });
});

describe("readRows", () => {
  it("reads what is mapped and nothing else, with empty cells as empty", () => {
    const { rows, references, texts } = rowsOf(
      'ID,Name,Tags,Due,Up,Body,Junk\n7,"  A ","x, y",2026-11-21,1,# Hi,zzz\n8,B,,,,,\n',
      { ID: "externalId", Name: "title", Tags: "labels", Due: "dueDate", Up: "parent", Body: "description" },
    );
    expect(rows[0]).toMatchObject({
      row: 2,
      key: "7",
      title: "A",
      labels: ["x", "y"],
      dueDate: "2026-11-21",
      described: true,
    });
    expect(rows[1]).toMatchObject({ row: 3, key: "8", title: "B", labels: [], dueDate: null });
    expect(rows[1]?.marks).toEqual({
      title: expect.stringMatching(/^.{16}$/),
      labels: "",
      dueDate: "",
      description: "",
    });
    expect(references.map(({ fields }) => fields.parent?.names)).toEqual([["1"], []]);
    expect([...texts]).toEqual([[2, "# Hi"]]);
  });

  it("leaves out a cell it cannot read and a row it cannot trust, says so, and reads the rest", () => {
    const read = rowsOf("ID,Title,Due,Points\n1,A,03/04/2026,many\n2,,2026-01-01,1\n1,C,2026-01-01,1\n3,D,,\n", {
      ID: "externalId",
      Title: "title",
      Due: "dueDate",
      Points: "estimate",
    });
    expect(read.rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(read.rows[0]?.marks).not.toHaveProperty("dueDate");
    expect(read.failed).toBe(2);
    expect(read.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, "Due"],
      [2, "Points"],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it("knows a row without an external id by what it says and the how-manieth it is", () => {
    const keys = (text: string) => rowsOf(text, { Title: "title" }).rows.map(({ key }) => key);
    const [a, b, again] = keys("Title\nA\nB\nA\n");
    expect(new Set([a, b, again]).size).toBe(3);
    expect(keys("Title\nnew\nA\nA\nB\n").slice(1)).toEqual([a, again, b]);
  });

  it("gathers repeated headers for what may be many, and takes the first that says anything for what is one", () => {
    const { rows, references } = rowsOf("T,L,L,D,D,K,K\nA,x,y,,2026-01-01,P-1,P-2\n", {
      T: "title",
      L: "labels",
      D: "dueDate",
      K: "blocks",
    });
    expect(rows[0]).toMatchObject({ labels: ["x", "y"], dueDate: "2026-01-01" });
    expect(references[0]?.fields.blocks?.names).toEqual(["P-1", "P-2"]);
  });

  it("refuses a mapping that does not fit", () => {
    const plan = (mapping: Record<string, string>) => () => planOf(["A", "B"], mapping);
    expect(plan({ A: "title", C: "labels" })).toThrow("mapping");
    expect(plan({ A: "title", B: "title" })).toThrow("mapping");
    expect(plan({ A: "labels" })).toThrow("mapping");
    expect(plan({ A: "externalId", B: "column" })).not.toThrow();
  });
});

/** A form's file, however the network cuts the form into pieces. */
import { describe, expect, it } from "vitest";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { boundaryOf, fileOfForm } from "./form.ts";
import { Inspection } from "./inspection.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** `bytes` in pieces of this size. */
function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

const FIELD = '--b-1\r\ncontent-disposition: form-data; name="note"\r\n\r\nsome words\r\n';

function formWith(disposition: string, content: string, end = "\r\n--b-1--\r\n"): Uint8Array {
  return encode(`before it\r\n${FIELD}--b-1\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}${end}`);
}

describe("a form", () => {
  it("is read the same in pieces of any size, also where its file looks like its own end", async () => {
    const content = "one\r\n--b-\r\n--b\r\n\r\n--two\r\n-\r\r\n--B-1--\r\n";
    const form = formWith('name="file"; filename="a.txt"', content);
    for (let size = 1; size < 60; size += 1) {
      const { name, stream } = await fileOfForm(inPieces(form, size), "b-1");
      expect([name, await new Response(stream).text()], `in pieces of ${size}`).toEqual(["a.txt", content]);
    }
  });

  it("is refused wherever it breaks off", async () => {
    const form = formWith('name="file"; filename="a.txt"', "all that was said", "\r\n--b-1--");
    for (let length = 0; length < form.length; length += 1) {
      const reading = async () => {
        const { stream } = await fileOfForm(inPieces(form.slice(0, length), 7), "b-1");
        for await (const _ of stream);
      };
      await expect(reading(), `after ${length} bytes`).rejects.toThrow(RoomError);
    }
  });

  it("tells the file's name as browsers and programs write it", async () => {
    const names = {
      'name="file"; filename="plain.txt"': "plain.txt",
      "name=file; filename=plain.txt": "plain.txt",
      'name="file"; filename="שלום.txt"': "שלום.txt",
      'name="file"; filename="a %22quoted%22 50%.txt"': 'a "quoted" 50%.txt',
      'name="file"; filename="a \\"quoted\\".txt"': 'a "quoted".txt',
      'name="file"; filename="x"; filename*=UTF-8\'\'%D7%A9.txt': "ש.txt",
      'name="file"; filename=""': "",
    };
    for (const [disposition, name] of Object.entries(names)) {
      expect((await fileOfForm(inPieces(formWith(disposition, "text"), 50), "b-1")).name).toBe(name);
    }
  });

  it("is told by its type, with a boundary", () => {
    expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe("a b");
    expect(boundaryOf("Multipart/Form-Data; charset=utf-8; boundary=----x")).toBe("----x");
    expect([boundaryOf(undefined), boundaryOf("text/plain; boundary=x")]).toEqual([null, null]);
    expect(() => boundaryOf("multipart/form-data")).toThrow(RoomError);
  });
});

describe("looking into a file", () => {
  it("finds the same in pieces of any size", async () => {
    const text = encode(`\ufeffשלום 🌍 ${"x".repeat(1200)} ümlaut`);
    const found = [];
    for (const size of [1, 2, 3, 5, 1023, 1024, 1025, 5000]) {
      const inspection = new Inspection({ types: ["text/plain"], maxBytes: 10_000 });
      for await (const bytes of inPieces(text, size)) await inspection.take(bytes);
      found.push(await inspection.finish());
    }
    expect(new Set(found.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(found[0]).toMatchObject({ type: "text/plain", size: text.length, width: null });
  });

  it("sees what is no text in whichever piece it comes", async () => {
    const bad = [encode(`${"x".repeat(2000)}\u0000`), new Uint8Array([...encode("x".repeat(2000)), 0xc3])];
    for (const bytes of bad) {
      for (const size of [1, 700, 1999, 2000, 5000]) {
        const inspection = new Inspection({ types: ["text/plain", "image/png"], maxBytes: 10_000 });
        const looking = async () => {
          for await (const piece of inPieces(bytes, size)) await inspection.take(piece);
          await inspection.finish();
        };
        await expect(looking(), `in pieces of ${size}`).rejects.toThrow("it must be plain text or PNG");
      }
    }
  });
});

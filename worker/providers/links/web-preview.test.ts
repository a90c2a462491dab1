import { afterEach, expect, it, vi } from "vitest";
import { webPreview } from "./web-preview.ts";

const resolve = async () => ["93.184.216.34"];
const LINK = "https://www.example.com/page";

function answering(
  body: BodyInit | null,
  headers: Record<string, string> = { "content-type": "text/html" },
  status = 200,
) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(body, { status, headers }));
}

afterEach(() => {
  vi.restoreAllMocks();
});

it("says what a page says of itself, as plain text", async () => {
  answering(`<html><head><title>Plain</title><meta property="og:title" content="A &amp; B &lt;b&gt;\u202e">
    <meta name="description" content=" Two
      lines "></head><body><title>Not this</title></body></html>`);
  const found = { url: LINK, title: "A & B <b>", description: "Two lines", site: "example.com" };
  expect(await webPreview(LINK, resolve)).toEqual(found);
});

it("takes the title where there is nothing better, cut to a length", async () => {
  answering(`<head><title>${"long ".repeat(100)}</title></head>`);
  const preview = await webPreview(LINK, resolve);
  expect(preview?.title).toHaveLength(200);
  expect(preview?.title.endsWith("…")).toBe(true);
});

it("has nothing to say of what is no page, fails, or has no name", async () => {
  for (const [body, headers, status] of [
    ["%PDF", { "content-type": "application/pdf" }, 200],
    ["<title>x</title>", { "content-type": "text/html" }, 500],
    ["<title>x</title>", {}, 200],
    ["<p>no name</p>", { "content-type": "text/html; charset=utf-8" }, 200],
    ["\xff\xfe<<<<!--<title", { "content-type": "text/html" }, 200],
  ] as const) {
    vi.restoreAllMocks();
    answering(body, { ...headers }, status);
    expect(await webPreview(LINK, resolve), body).toBeNull();
  }
  expect(await webPreview("http://169.254.169.254/", resolve)).toBeNull();
});

it("P8.38 reads no more than the beginning of a page without end", async () => {
  let sent = 0;
  const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("<head><title>Endless</title></head>"));
    },
    pull(controller) {
      sent += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  answering(body);
  expect(await webPreview(LINK, resolve)).toMatchObject({ title: "Endless" });
  expect(sent).toBeLessThan(1024 * 1024);
});

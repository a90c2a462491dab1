import type { LinkPreview } from "../../../durable-objects/conversation/protocol.ts";
import { fetchOutside, type Resolve } from "./outside-address.ts";

const LIMITS = { redirects: 3, timeoutMs: 5_000 };
/** As much of a page is read; what says what it is stands at its beginning. */
const READ_BYTES = 256 * 1024;
const MAX_TITLE_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 300;
const MAX_SITE_LENGTH = 80;

const HEADERS = { accept: "text/html", "user-agent": "Ensemble (link preview)" };

/** What a page says of itself, by the name under which it says it. */
type Said = Map<string, string>;

/**
 * What is behind a link, as the page there tells, or null where there is no page that tells. Whoever wrote the link chose
 * what is fetched, so only the open web is asked, in small measure, and what it says is text and no more.
 */
export async function webPreview(link: string, resolve?: Resolve): Promise<LinkPreview | null> {
  try {
    const { url, answer } = await fetchOutside(link, HEADERS, LIMITS, resolve);
    const isPage = answer.ok && /^text\/html\s*(;|$)/i.test(answer.headers.get("content-type") ?? "");
    if (!isPage || !answer.body) {
      await answer.body?.cancel();
      return null;
    }
    const said = await readPage(answer.body);
    const title = line(said.get("og:title") ?? said.get("title"), MAX_TITLE_LENGTH);
    if (title === "") return null;
    return {
      url: link,
      title,
      description: line(said.get("og:description") ?? said.get("description"), MAX_DESCRIPTION_LENGTH),
      site: line(said.get("og:site_name"), MAX_SITE_LENGTH) || url.hostname.replace(/^www\./, ""),
    };
  } catch {
    // Whatever lies there, a message is as good without it.
    return null;
  }
}

/** Reads the beginning of a page, as text in UTF-8. */
async function readPage(body: ReadableStream<Uint8Array>): Promise<Said> {
  const said: Said = new Map();
  let title = "";
  let titles = 0;
  const rewriter = new HTMLRewriter()
    // The first one: a page need not write its head, and later ones are those of pictures.
    .on("title", {
      element() {
        titles += 1;
      },
      text({ text }) {
        if (titles === 1) title += text;
      },
    })
    .on("meta", {
      element(meta) {
        const name = (meta.getAttribute("property") ?? meta.getAttribute("name") ?? "").toLowerCase();
        const content = meta.getAttribute("content");
        if (content !== null && !said.has(name)) said.set(name, content);
      },
    });
  const page = rewriter.transform(new Response(body.pipeThrough(beginning(READ_BYTES))));
  await page.arrayBuffer();
  return said.set("title", title);
}

/** Passes on so many bytes, and ends there. */
function beginning(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes;
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.byteLength;
      if (left <= 0) controller.terminate();
    },
  });
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** One line of plain text out of a page's own: without entities, and without signs that part or turn a line. */
function line(text: string | undefined, length: number): string {
  const plain = (text ?? "")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
  return plain.length <= length
    ? plain.toWellFormed()
    : `${plain
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

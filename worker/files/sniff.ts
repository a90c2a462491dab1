/** What a file is by its first bytes, whatever it is called (mimesniff.spec.whatwg.org is what browsers go by). */
import type { FileType } from "../../durable-objects/conversation/files/protocol.ts";

/** So many bytes tell what a file is. */
export const SNIFFED_BYTES = 1024;

/** Each type's beginning, in hex; `..` is any byte. */
const BEGINNINGS: readonly (readonly [FileType, RegExp])[] = [
  ["image/jpeg", /^ffd8ff/],
  ["image/png", /^89504e470d0a1a0a/],
  ["image/gif", /^47494638(?:37|39)61/],
  ["image/webp", /^52494646.{8}57454250/],
  ["application/pdf", /^255044462d3[0-9]2e3[0-9]/],
];

/** What a browser would take for a web page or an SVG picture, and run the scripts of. */
const MARKUP =
  /^(?:\ufeff|\s)*<(?:!doctype|!--|\?xml|svg|html|head|body|script|iframe|style|title|h1|div|font|table|a|b|br|p)(?=[\s>/:]|--)/i;
const MARKUP_INSIDE = /<(?:!doctype\s+html|html|head|body|script|iframe|svg)[\s>/]/i;

/** The type of a file that begins so; null for one of no type that is taken. */
export function sniff(beginning: Uint8Array): FileType | null {
  const head = beginning.subarray(0, SNIFFED_BYTES);
  const hex = head.subarray(0, 16).toHex();
  const type = BEGINNINGS.find(([, pattern]) => pattern.test(hex))?.[0];
  const text = new TextDecoder("latin1").decode(head);
  // A PDF that is a web page too.
  if (type === "application/pdf") return MARKUP_INSIDE.test(text) ? null : type;
  if (type !== undefined) return type;
  return head.some(isBinary) || isMarkup(head) ? null : "text/plain";
}

/** Whether text never has this byte: the control characters but tab, line ends, form feed and escape. */
export function isBinary(byte: number): boolean {
  return byte < 0x20 && !(byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b);
}

function isMarkup(head: Uint8Array): boolean {
  return MARKUP.test(new TextDecoder().decode(head));
}

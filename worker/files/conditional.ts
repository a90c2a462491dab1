/** Conditional requests and ranges (RFC 9110 §13, §14) for bytes that never change. */
import type { ByteRange } from "./store.ts";

/** What is asked for. */
export interface Representation {
  /** A strong one, with its quotes. */
  etag: string;
  /** ms since 1970 */
  modifiedAt: number;
  size: number;
}

export type Answering =
  | { status: 200 }
  | { status: 206; range: ByteRange }
  | { status: 304 }
  | { status: 412 }
  | { status: 416 };

/** How a GET or HEAD with these headers is to be answered. Several ranges at once are answered with all of it. */
export function answering(headers: Headers, asked: Representation): Answering {
  const match = headers.get("if-match");
  if (match !== null && !names(match, asked.etag, "strong")) return { status: 412 };
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== null) {
    if (names(noneMatch, asked.etag, "weak")) return { status: 304 };
  } else {
    const since = secondsOf(headers.get("if-modified-since"));
    if (since !== null && secondsIn(asked.modifiedAt) <= since) return { status: 304 };
  }
  const range = headers.get("range");
  if (range === null || !isStill(headers.get("if-range"), asked)) return { status: 200 };
  return rangeAnswer(range, asked.size);
}

function rangeAnswer(header: string, size: number): Answering {
  const [, first, last] = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)$/i.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return { status: 200 };
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { status: 416 } : { status: 206, range: { offset: size - length, length } };
  }
  const offset = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < offset) return { status: 200 };
  return offset >= size ? { status: 416 } : { status: 206, range: { offset, length: end - offset + 1 } };
}

/** Whether the part that a client has is still one of what is there. */
function isStill(condition: string | null, asked: Representation): boolean {
  if (condition === null) return true;
  if (condition.includes('"')) return condition.trim() === asked.etag;
  return secondsOf(condition) === secondsIn(asked.modifiedAt);
}

function names(header: string, etag: string, comparison: "strong" | "weak"): boolean {
  return header.split(",").some((item) => {
    const named = item.trim();
    return named === "*" || (comparison === "weak" ? named.replace(/^W\//, "") : named) === etag;
  });
}

function secondsOf(header: string | null): number | null {
  const at = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

function secondsIn(at: number): number {
  return Math.floor(at / 1000);
}

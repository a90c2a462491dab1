import { MAX_CSV_BYTES } from "../../../../durable-objects/workspace/board/exchange/limits.ts";

/** Of so many characters one may be a control character: programs leave some in what people wrote. */
const STRAY = 20;

/**
 * The text of a file as spreadsheets write it: UTF-8, UTF-16 with its mark, or else the old western encoding, which every
 * sequence of bytes is valid in.
 * @throws Error in words for a reader, when it is too large or no text
 */
export async function textOfFile(file: Blob): Promise<string> {
  if (file.size > MAX_CSV_BYTES) {
    throw new Error("This file is larger than 5 MB. Split it, and bring in one part after the other.");
  }
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (text.trim() === "") throw new Error("This file is empty.");
  if (!isText(text)) throw new Error("This is not a text file. Save the sheet as CSV first.");
  return text;
}

/** False for what only bytes are: with a zero in it, or full of control characters other than tabs and line ends. */
function isText(text: string): boolean {
  if (text.includes("\0")) return false;
  const controls = text.match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
  return controls * STRAY <= text.length;
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What files are called. */
import type { FileType } from "../../durable-objects/conversation/files/protocol.ts";

const MAX_NAME_LENGTH = 200;

const ENDINGS: Record<FileType, { usual: string; known: RegExp }> = {
  "image/jpeg": { usual: ".jpg", known: /\.(?:jpe?g|jfif)$/i },
  "image/png": { usual: ".png", known: /\.png$/i },
  "image/gif": { usual: ".gif", known: /\.gif$/i },
  "image/webp": { usual: ".webp", known: /\.webp$/i },
  "application/pdf": { usual: ".pdf", known: /\.pdf$/i },
  // Any ending will do for text but those that a browser, or a double click, would run.
  "text/plain": {
    usual: ".txt",
    known:
      /\.(?!(?:[xs]?html?|xht|mht(?:ml)?|svgz?|xml|xsl|hta|jse?|vbs?e?|wsf?|bat|cmd|com|exe|scr|pif|lnk|url|reg)$)[^.]+$/i,
  },
};

/** A file's name as it is kept: the last part of a path, on one line, without signs that change how it is read. */
export function keptName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "")
    .normalize("NFC")
    .trim();
  const short = shortened(plain);
  return /^\.*$/.test(short) ? "file" : short;
}

/** A kept name with an ending that says what the file is, so that what opens it by its name opens the right thing. */
export function savedName(name: string, type: FileType): string {
  const { usual, known } = ENDINGS[type];
  return known.test(name) ? name : `${name}${usual}`;
}

/** Cut in the middle of its stem: the ending says what it is. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, MAX_NAME_LENGTH - ending.length - 1)}…${ending}`.toWellFormed();
}

import { MAX_LINKS } from "../limits.ts";
import { piecesOf } from "./pieces.ts";

/** The first web addresses that a message links to, each once. */
export function linksIn(text: string): string[] {
  if (!/https?:|www\./i.test(text)) return [];
  const links = new Set<string>();
  for (const piece of piecesOf(text)) {
    if (piece.kind === "link" && /^https?:\/\//i.test(piece.url)) links.add(piece.url);
    if (links.size === MAX_LINKS) break;
  }
  return [...links];
}

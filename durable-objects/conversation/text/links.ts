import { nodesOf, parseMessage } from "./tree.ts";

/** As many links of one message are looked behind. */
const MAX_LINKS = 3;

/** The first web addresses that a message links to, each once. */
export function linksIn(text: string): string[] {
  if (!/https?:|www\./i.test(text)) return [];
  const links = new Set<string>();
  for (const node of nodesOf(parseMessage(text))) {
    if (node.type === "link" && /^https?:\/\//i.test(node.url) && node.url.length <= 2_000) links.add(node.url);
    if (links.size === MAX_LINKS) break;
  }
  return [...links];
}

import type { MentionOf } from "../../../../durable-objects/doc/text/protocol.ts";

/** Where a link of a message leads, or null where it may not lead anywhere. */
export type Address =
  | { kind: "mention"; mention: Pick<MentionOf, "kind" | "id"> }
  /** A page of this very app, as its path. */
  | { kind: "here"; href: string }
  | { kind: "web"; href: string };

const MENTION = /^ensemble:([a-z][a-z-]{0,31})\/([A-Za-z0-9_-]{1,64})$/;
const PROTOCOLS: readonly string[] = ["http:", "https:", "mailto:"];

/** Reads the address of a link. Only what a browser cannot run is one: the web, mail, and what is mentioned. */
export function readAddress(url: string, origin: string): Address | null {
  const [, kind, id] = MENTION.exec(url) ?? [];
  if (kind !== undefined && id !== undefined) return { kind: "mention", mention: { kind, id } };
  if (!URL.canParse(url)) return null;
  const { protocol, href, origin: of, pathname, search, hash } = new URL(url);
  if (!PROTOCOLS.includes(protocol)) return null;
  if (of === origin && pathname.startsWith("/w/")) return { kind: "here", href: pathname + search + hash };
  return { kind: "web", href };
}

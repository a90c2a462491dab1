/** A mention of a person, task or page within a text: by its id, with the name it had when it was written. */
import { Node } from "@tiptap/core";
import type { TreeAttributes } from "./tree.ts";

/** What of a workspace can be mentioned. A newer release may know more kinds; here they keep their name. */
export const MENTION_KINDS = ["user", "task", "page"] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** A mention as it can be written: nothing in it is more than a name. */
export interface MentionOf {
  kind: string;
  id: string;
  /** The person's name, the task's key or the page's title when it was mentioned; it may be otherwise by now. */
  label: string;
}

const DEFAULT_KIND: MentionKind = "user";
const KIND = /^[a-z][a-z-]{0,31}$/;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const LABEL_LENGTH = 200;
/** How a mention stands in Markdown: as a link to this address, which nothing outside opens. */
const ADDRESS = /^ensemble:([a-z][a-z-]{0,31})\/([A-Za-z0-9_-]{1,64})$/;

/** What these attributes of a node mention, or null where any client wrote what cannot be a mention. */
export function mentionOf(attrs: TreeAttributes | undefined): MentionOf | null {
  // Without a kind it is Tiptap's own, as stock editors write it of people.
  const { kind = DEFAULT_KIND, id, label } = attrs ?? {};
  if (typeof kind !== "string" || typeof id !== "string" || !KIND.test(kind) || !ID.test(id)) return null;
  return { kind, id, label: oneLine(label) || id };
}

/** What is left of a mention that is none: its words. */
export function wordsOfMention(attrs: TreeAttributes | undefined): string {
  return oneLine(attrs?.label);
}

/** How a mention reads where it is only words. */
export function mentionText({ kind, label }: Pick<MentionOf, "kind" | "label">): string {
  return kind === "user" ? `@${label}` : label;
}

/** The address that stands for a mention in Markdown. */
export function mentionAddress({ kind, id }: Pick<MentionOf, "kind" | "id">): string {
  return `ensemble:${kind}/${id}`;
}

/** The mention that a link to `address` with these words stands for, or null for a link like any other. */
export function mentionAt(address: string, words: string): MentionOf | null {
  const [, kind, id] = ADDRESS.exec(address) ?? [];
  if (kind === undefined || id === undefined) return null;
  const label = kind === "user" ? words.replace(/^@/, "") : words;
  return mentionOf({ kind, id, label });
}

/** Nothing in a label may part a line, or hide what follows. */
function oneLine(label: unknown): string {
  if (typeof label !== "string") return "";
  const line = label.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.slice(0, LABEL_LENGTH).toWellFormed().trim();
}

/** The node of the text's schema. How it looks where it is live is the editor's own. */
export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() {
    const attribute = (name: string, ifNone: string) => ({
      default: ifNone,
      parseHTML: (element: { getAttribute: (name: string) => string | null }) =>
        element.getAttribute(`data-${name}`) ?? ifNone,
      renderHTML: (attributes: TreeAttributes) => ({ [`data-${name}`]: String(attributes[name] ?? "") }),
    });
    return { kind: attribute("kind", DEFAULT_KIND), id: attribute("id", ""), label: attribute("label", "") };
  },
  parseHTML() {
    return [{ tag: "span[data-kind][data-id]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["span", HTMLAttributes, textOf(node.attrs)];
  },
  renderText({ node }) {
    return textOf(node.attrs);
  },
});

function textOf(attrs: TreeAttributes): string {
  const mention = mentionOf(attrs);
  return mention ? mentionText(mention) : wordsOfMention(attrs);
}

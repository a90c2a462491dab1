/** A marked text as a document the editor can show, and the places in it that are marked. */
import type { Node, NodeType, Schema } from "@tiptap/pm/model";
import type { Change, MarkedNode } from "../diff/marked.ts";

/** A stretch of the document that is marked. */
export interface MarkedPlace {
  from: number;
  to: number;
  /** A whole block, or words within one. */
  kind: "block" | "words";
  change: Change;
  who: string | undefined;
  /** Which of the changes it belongs to, from 0; neighbours are one. */
  group: number;
}

interface LaidOut {
  document: Node;
  places: MarkedPlace[];
  /** How many changes there are, to step through. */
  groups: number;
}

interface JsonNode {
  type: string;
  attrs?: Record<string, unknown>;
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: JsonNode[];
}

/** Nodes of the document and how many of its positions they take. */
interface Made {
  content: JsonNode[];
  size: number;
}

const NOTHING: Made = { content: [], size: 0 };

/** Lays `nodes` out in `schema`. What the schema does not know is shown by its words. */
export function layOut(schema: Schema, nodes: readonly MarkedNode[]): LaidOut {
  const layout = new Layout(schema);
  const { content } = layout.children(nodes, 0, schema.topNodeType);
  const document = schema.nodeFromJSON({
    type: schema.topNodeType.name,
    content: content.length === 0 ? [{ type: "paragraph" }] : content,
  });
  return { document, places: layout.places, groups: layout.groups };
}

class Layout {
  readonly places: MarkedPlace[] = [];
  groups = 0;
  readonly #schema: Schema;
  /** Where the last marked place ended, to tell neighbours. */
  #markedUntil = Number.NEGATIVE_INFINITY;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** Children of a `parent`, the first of which stands at position `at`. */
  children(nodes: readonly MarkedNode[], at: number, parent: NodeType): Made {
    const content: JsonNode[] = [];
    let position = at;
    for (const node of nodes) {
      const made = this.#node(node, position, parent);
      content.push(...made.content);
      position += made.size;
    }
    return { content, size: position - at };
  }

  #node(node: MarkedNode, at: number, parent: NodeType): Made {
    if (node.text !== undefined) return this.#text(node, at);
    const type = this.#schema.nodes[node.type];
    if (!type) return this.#unknown(node, at, parent);
    const attrs = node.attrs ? { attrs: node.attrs } : {};
    if (type.isLeaf) {
      this.#mark(node, at, at + 1, type.isInline ? "words" : "block");
      return { content: [{ type: node.type, ...attrs }], size: 1 };
    }
    const place = this.#mark(node, at, at + 1, "block");
    const { content, size } = this.children(node.content ?? [], at + 1, type);
    const end = at + size + 2;
    if (place) {
      place.to = end;
      this.#markedUntil = end;
    }
    return { content: [{ type: node.type, ...attrs, ...(content.length > 0 ? { content } : {}) }], size: size + 2 };
  }

  #text(node: MarkedNode, at: number): Made {
    const { text = "" } = node;
    if (text === "") return NOTHING;
    const marks = (node.marks ?? []).filter(({ type }) => this.#schema.marks[type]);
    this.#mark(node, at, at + text.length, "words");
    return { content: [{ type: "text", text, ...(marks.length > 0 ? { marks } : {}) }], size: text.length };
  }

  /** Something of a newer or another editor: its words. */
  #unknown(node: MarkedNode, at: number, parent: NodeType): Made {
    const text: MarkedNode = { type: "text", text: wordsOf(node) || `[${node.type}]`, ...changeOf(node) };
    if (parent.inlineContent) return this.#text(text, at);
    return this.#node({ type: "paragraph", ...changeOf(node), content: [text] }, at, parent);
  }

  #mark({ change, who }: MarkedNode, from: number, to: number, kind: MarkedPlace["kind"]): MarkedPlace | null {
    if (!change) return null;
    // Words right behind one another, and blocks that touch, are one step for whoever goes from change to change.
    if (from > this.#markedUntil + 2) this.groups += 1;
    this.#markedUntil = Math.max(this.#markedUntil, to);
    const place: MarkedPlace = { from, to, kind, change, who, group: this.groups - 1 };
    this.places.push(place);
    return place;
  }
}

function changeOf({ change, who }: MarkedNode): Pick<MarkedNode, "change" | "who"> {
  return { ...(change ? { change } : {}), ...(who === undefined ? {} : { who }) };
}

function wordsOf(node: MarkedNode): string {
  return node.text ?? (node.content ?? []).map(wordsOf).join(" ");
}

/** The text of a doc as it was at some moment, in ProseMirror's form, and who wrote it as far as that is known. */

export interface PastMark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface PastNode {
  type: string;
  attrs?: Record<string, unknown>;
  text?: string;
  marks?: PastMark[];
  content?: PastNode[];
  /**
   * Where two moments are held against each other: the user who put this in between them, or in the earlier of the two
   * took it out. Undefined for what stands in both, and where nobody knows.
   */
  who?: string;
}

/** The words of a node and all it holds. */
export function wordsIn(node: PastNode): string {
  return node.text ?? (node.content ?? []).map(wordsIn).join(" ");
}

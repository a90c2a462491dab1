/** The limits of a doc's text, which an editor that reads Markdown keeps, too. */
export const TEXT_LIMITS = {
  /** The largest Markdown that may be written at once, in bytes of UTF-8; as Yjs it stays within `docBytes`. */
  markdownBytes: 512 * 1024,
  /** Levels of nesting that are read and written; deeper elements of a document are read as empty. */
  depth: 100,
  /** Emphasis signs in one paragraph; so many take micromark about half a second, and it grows by the square. */
  emphasisSigns: 10_000,
  /** Unfinished comments and instructions in one paragraph; each is looked for to its end. */
  unfinishedTags: 1_000,
  /** Lines within nested lists and quotes in one text; so many take micromark one to two seconds. */
  nestedLines: 5_000,
} as const;

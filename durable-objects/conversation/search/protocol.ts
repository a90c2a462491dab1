/** The operators of a search, as whoever types one and whoever reads it know them. */

/** What narrows a search: who, where, what, and when. */
export const OPERATORS = ["from", "in", "has", "before", "after", "on"] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a message may have. */
export const HAS = ["file", "image", "link", "reaction", "thread", "pin"] as const;
export type Has = (typeof HAS)[number];

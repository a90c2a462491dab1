/// <reference path="./virtual-emoji.d.ts" />
import { z } from "zod";
import { Deferred } from "../../design/deferred.ts";
import { folded } from "../../words/folded.ts";

/** Of a person's hands and faces; `none` is the yellow one. */
export const SKIN_TONES = ["none", "light", "medium-light", "medium", "medium-dark", "dark"] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

/** One emoji, and what it is found by. */
export interface Emoji {
  emoji: string;
  /** Which of the groups it is of. */
  group: number;
  label: string;
  tags: readonly string[];
  /** What it is called between colons; the first is its own. */
  shortcodes: readonly string[];
  /** It with each skin tone but `none`, in their order; null where it has none. */
  tones: readonly string[] | null;
}

const words = z.string().transform((list) => (list === "" ? [] : list.split(" ")));
const Data = z.object({
  groups: z.array(z.string()),
  rows: z.array(
    z.object({ emoji: z.string(), group: z.number(), label: z.string(), tags: words, shortcodes: words, tones: words }),
  ),
});

/** All emoji there are to choose from. */
export class EmojiData {
  readonly groups: readonly string[];
  readonly all: readonly Emoji[];
  readonly #byShortcode: ReadonlyMap<string, Emoji>;

  constructor(data: unknown) {
    const { groups, rows } = Data.parse(data);
    this.groups = groups;
    this.all = rows.map(({ tones, ...emoji }) => ({ ...emoji, tones: tones.length > 0 ? tones : null }));
    this.#byShortcode = new Map(this.all.flatMap((each) => each.shortcodes.map((code) => [code, each])));
  }

  /** The emoji that is called `:shortcode:`. */
  called(shortcode: string): Emoji | null {
    return this.#byShortcode.get(shortcode.toLowerCase()) ?? null;
  }

  /** Those that the beginning of a shortcode or a word may mean, the likeliest first. */
  find(query: string, most: number): Emoji[] {
    const wanted = folded(query);
    const scored = this.all.flatMap((emoji) => {
      const score = scoreOf(emoji, wanted);
      return score === null ? [] : [{ emoji, score }];
    });
    return scored
      .toSorted((a, b) => a.score - b.score)
      .slice(0, most)
      .map(({ emoji }) => emoji);
  }
}

/** Lower is likelier; null for what has nothing to do with it. A shorter name is nearer to what was typed of it. */
function scoreOf({ shortcodes, label, tags }: Emoji, wanted: string): number | null {
  const begun = shortcodes.filter((code) => code.startsWith(wanted)).map(({ length }) => length);
  if (begun.length > 0) return Math.min(...begun);
  if (shortcodes.some((code) => code.includes(wanted))) return 100;
  const spoken = wanted.replaceAll("_", " ");
  if (tags.some((tag) => tag.startsWith(spoken))) return 200;
  return label.split(/[\s-]/).some((word) => word.startsWith(spoken)) ? 300 : null;
}

/** An emoji in somebody's skin tone, where it has any. */
export function inTone({ emoji, tones }: Emoji, tone: SkinTone): string {
  return tones?.[SKIN_TONES.indexOf(tone) - 1] ?? emoji;
}

/** All emoji, loaded with the first that is looked for. */
export const emojiData = new Deferred(async () => new EmojiData((await import("virtual:emoji")).default));

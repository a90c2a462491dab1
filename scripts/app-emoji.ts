/** Vite's part in choosing emoji: of all that is known of them, what the app shows and finds them by. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import { z } from "zod";

const MODULE = "virtual:emoji";
/** What systems of the last years can draw; later ones would be boxes to many. */
const NEWEST_VERSION = 15.1;
/** Parts of emoji and not emoji themselves: skin tones, hair. */
const COMPONENTS = "component";

const skin = z.object({ emoji: z.string(), tone: z.union([z.number(), z.array(z.number())]) });
const Emoji = z.object({
  emoji: z.string(),
  hexcode: z.string(),
  label: z.string(),
  tags: z.array(z.string()).default([]),
  group: z.number().optional(),
  version: z.number(),
  skins: z.array(skin).default([]),
});
const Shortcodes = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const Messages = z.object({ groups: z.array(z.object({ key: z.string(), message: z.string(), order: z.number() })) });

const require = createRequire(import.meta.url);
const read = async <T>(schema: z.ZodType<T>, file: string): Promise<T> =>
  schema.parse(JSON.parse(await readFile(require.resolve(`emojibase-data/en/${file}`), "utf8")));

/** Answers `virtual:emoji`, which {@link emojiText} says. */
export function emojiData(): Plugin {
  return {
    name: "emoji-data",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load: async (id) =>
      id === `\0${MODULE}` ? `export default JSON.parse(${JSON.stringify(await emojiText())});` : null,
  };
}

/** As JSON: the groups' names, and of each emoji its sign, group, name, words, shortcodes and skin tones. */
export async function emojiText(): Promise<string> {
  const [emoji, shortcodes, { groups }] = await Promise.all([
    read(z.array(Emoji), "data.json"),
    read(Shortcodes, "shortcodes/github.json"),
    read(Messages, "messages.json"),
  ]);
  const shown = groups.filter(({ key }) => key !== COMPONENTS);
  const rows = emoji.flatMap(({ emoji: sign, hexcode, label, tags, group, version, skins }) => {
    const place = shown.findIndex(({ order }) => order === group);
    if (place === -1 || version > NEWEST_VERSION) return [];
    const codes = [shortcodes[hexcode] ?? []].flat();
    const tones = [1, 2, 3, 4, 5].flatMap((tone) => skins.find((each) => each.tone === tone)?.emoji ?? []);
    return {
      ...{ emoji: asSent(sign), group: place, label, tags: tags.join(" "), shortcodes: codes.join(" ") },
      tones: tones.length === 5 ? tones.join(" ") : "",
    };
  });
  return JSON.stringify({ groups: shown.map(({ message }) => message), rows });
}

/**
 * An emoji as keyboards send it: with the sign that asks for a picture only where it would be a letter without. Else the
 * same reaction would be two.
 */
function asSent(emoji: string): string {
  const plain = emoji.replace(/\ufe0f$/, "");
  return /^\p{RGI_Emoji}$/v.test(plain) ? plain : emoji;
}

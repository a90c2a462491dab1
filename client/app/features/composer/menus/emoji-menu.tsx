import { useLoaded } from "../../../design/deferred.ts";
import { emojiData, inTone } from "../../emoji/emoji-data.ts";
import { rememberEmoji, skinTone } from "../../emoji/recent.ts";
import type { Suggesting } from "../../text/suggest/suggesting.ts";
import { SuggestionList } from "../../text/suggest/suggestion-list.tsx";
import type { SuggestionMenuProps } from "../../text/suggest/suggestion-menu.tsx";

const MOST = 8;

/** The emoji that a colon and the beginning of a name may mean. */
export function EmojiMenu({ editor, desk, within, now }: SuggestionMenuProps & { now: Suggesting }) {
  // Without them a colon is only a colon.
  const data = useLoaded(emojiData);
  const items = (data?.find(now.query, MOST) ?? []).map((found) => {
    const emoji = inTone(found, skinTone.value);
    return {
      id: `emoji-${found.shortcodes[0] ?? found.label.replaceAll(/\W+/g, "-")}`,
      name: found.shortcodes[0] ? `:${found.shortcodes[0]}:` : found.label,
      detail: found.label,
      leading: <span aria-hidden>{emoji}</span>,
      choose: () => {
        rememberEmoji(emoji);
        editor.chain().focus().insertContentAt(now.range, `${emoji} `).run();
      },
    };
  });
  return (
    <SuggestionList
      editor={editor}
      desk={desk}
      now={now}
      within={within}
      label="Emoji"
      groups={[{ name: "Emoji", items }]}
    />
  );
}

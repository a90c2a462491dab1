import { AtSign, Pilcrow } from "lucide-react";
import { BLOCKS, HEADINGS } from "../tools/blocks.ts";
import type { Tool } from "../tools/tool.ts";
import type { Suggesting } from "./suggesting.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import type { SuggestionMenuProps } from "./suggestion-menu.tsx";
import { soundsLike } from "./words.ts";

const TEXT: Tool = {
  id: "text",
  name: "Text",
  icon: Pilcrow,
  keywords: "paragraph plain",
  use: (editor) => editor.chain().focus().setParagraph().run(),
};

const MENTION: Tool = {
  id: "mention",
  name: "Mention",
  icon: AtSign,
  keywords: "person task page at link",
  use: (editor) => editor.chain().focus().insertContent("@").run(),
};

const OFFERED: readonly Tool[] = [TEXT, ...HEADINGS, ...BLOCKS, MENTION];

/** What can be put where a slash was typed. */
export function SlashMenu({ editor, desk, within, now }: SuggestionMenuProps & { now: Suggesting }) {
  // Markdown knows no table within a table.
  const offered = editor.isActive("table") ? OFFERED.filter(({ id }) => id !== "table") : OFFERED;
  const items = offered
    .filter(({ name, keywords = "" }) => soundsLike(`${name} ${keywords}`, now.query))
    .map((tool) => ({
      id: tool.id,
      name: tool.name,
      leading: <tool.icon aria-hidden className="text-quiet" />,
      choose: () => {
        editor.chain().focus().deleteRange(now.range).run();
        tool.use(editor);
      },
    }));
  return (
    <SuggestionList
      editor={editor}
      desk={desk}
      now={now}
      within={within}
      label="Blocks"
      groups={[{ name: "Blocks", items }]}
    />
  );
}

import { SquareSlash } from "lucide-react";
import type { Suggesting } from "../../text/suggest/suggesting.ts";
import { SuggestionList } from "../../text/suggest/suggestion-list.tsx";
import type { SuggestionMenuProps } from "../../text/suggest/suggestion-menu.tsx";
import type { Command } from "../commands/command.ts";

interface CommandMenuProps extends SuggestionMenuProps {
  now: Suggesting;
  commands: readonly Command[];
}

/** What can be done by a slash, for what was typed behind it. Choosing one writes its name; what it takes follows. */
export function CommandMenu({ editor, desk, within, now, commands }: CommandMenuProps) {
  const items = commands
    // One that stands there whole needs no choosing: Enter does it.
    .filter(({ name }) => name.startsWith(now.query.toLowerCase()) && name !== now.query.toLowerCase())
    .map(({ name, words }) => ({
      id: `command-${name}`,
      name: `/${name}`,
      detail: words,
      leading: <SquareSlash aria-hidden className="text-quiet" />,
      choose: () => editor.chain().focus().insertContentAt(now.range, `/${name} `).run(),
    }));
  return (
    <SuggestionList
      editor={editor}
      desk={desk}
      now={now}
      within={within}
      label="Commands"
      groups={[{ name: "Commands", items }]}
    />
  );
}

import { type Editor, useEditorState } from "@tiptap/react";
import { AtSign } from "lucide-react";
import type { RefObject } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { MentionMenu } from "../../text/suggest/mention-menu.tsx";
import type { Suggesting, SuggestionDesk } from "../../text/suggest/suggesting.ts";
import type { SuggestedGroup } from "../../text/suggest/suggestion-list.tsx";
import { soundsLike } from "../../text/suggest/words.ts";
import type { Command } from "../commands/command.ts";
import { CommandMenu } from "./command-menu.tsx";
import { EmojiMenu } from "./emoji-menu.tsx";

interface ComposerMenusProps {
  editor: Editor;
  desk: SuggestionDesk;
  /** What the menu is placed in. */
  within: RefObject<HTMLElement | null>;
  /** What can be done by a slash here. */
  commands: readonly Command[];
  /** Whether all who belong here may be called at once. */
  calls: "all" | "nobody";
}

/** The menu for what is being typed: people, tasks and pages, emoji, or commands. */
export function ComposerMenus({ editor, desk, within, commands, calls }: ComposerMenusProps) {
  const now: Suggesting | null = useObserved(desk.now);
  const focused = useEditorState({ editor, selector: ({ editor: present }) => present.isFocused });
  if (!now || !focused) return null;
  const menu = { editor, desk, within, now };
  switch (now.sign) {
    case "/":
      return commands.length > 0 ? <CommandMenu {...menu} commands={commands} /> : null;
    case ":":
      return <EmojiMenu {...menu} />;
    case "@":
    case "#":
      return <MentionMenu {...menu} also={calls === "all" ? callsFor(editor, now) : undefined} />;
  }
}

const CALLS = [
  { name: "here", detail: "Who is present now" },
  { name: "everyone", detail: "All who belong here" },
] as const;

function callsFor(editor: Editor, { query, range }: Suggesting): SuggestedGroup {
  return {
    name: "All at once",
    items: CALLS.filter(({ name }) => soundsLike(name, query)).map(({ name, detail }) => ({
      id: `call-${name}`,
      name: `@${name}`,
      detail,
      leading: <AtSign aria-hidden className="text-quiet" />,
      choose: () => editor.chain().focus().insertContentAt(range, `@${name} `).run(),
    })),
  };
}

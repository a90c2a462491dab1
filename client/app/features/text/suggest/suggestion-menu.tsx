import { type Editor, useEditorState } from "@tiptap/react";
import type { RefObject } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { MentionMenu } from "./mention-menu.tsx";
import { SlashMenu } from "./slash-menu.tsx";
import type { Suggesting, SuggestionDesk } from "./suggesting.ts";

/** What the menus share. */
export interface SuggestionMenuProps {
  editor: Editor;
  desk: SuggestionDesk;
  /** What the menu is placed in. */
  within: RefObject<HTMLElement | null>;
}

/** The menu for what is being typed: blocks after a slash, people, tasks and pages after an `@`, tasks after a `#`. */
export function SuggestionMenu({ editor, desk, within }: SuggestionMenuProps) {
  const now: Suggesting | null = useObserved(desk.now);
  const focused = useEditorState({ editor, selector: ({ editor: present }) => present.isFocused });
  if (!now || !focused) return null;
  const menu = { editor, desk, within, now };
  return now.sign === "/" ? <SlashMenu {...menu} /> : <MentionMenu {...menu} />;
}

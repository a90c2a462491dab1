import { type Editor, EditorContent } from "@tiptap/react";
import { type ReactNode, useRef, useState } from "react";
import { z } from "zod";
import { useObserved } from "../../../react/observed.ts";
import { remembered } from "../../remembered/remembered.ts";
import { MentionedBoards } from "../text/mentions/mentioned-boards.tsx";
import type { SuggestionDesk } from "../text/suggest/suggesting.ts";
import { LinkPanel } from "../text/tools/link-panel.tsx";
import { toToolbar } from "../text/tools/to-toolbar.ts";
import type { Command } from "./commands/command.ts";
import { FormatBar } from "./format-bar.tsx";
import { ComposerMenus } from "./menus/composer-menus.tsx";

/** Whether the tools that shape words are in sight. */
export const formatting = remembered("composer.formatting", z.enum(["shown", "hidden"]), "hidden");

interface MessageFieldProps {
  editor: Editor;
  desk: SuggestionDesk;
  commands: readonly Command[];
  calls: "all" | "nobody";
  /** What goes with the text, between it and what can be done. */
  children?: ReactNode;
  /** What can be done with it. */
  tools: ReactNode;
}

/** The frame in which a message is written: its text, and around it whatever helps. */
export function MessageField({ editor, desk, commands, calls, children, tools }: MessageFieldProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [linking, setLinking] = useState(false);
  const shown = useObserved(formatting) === "shown";
  return (
    <MentionedBoards>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears a key that was pressed in the text */}
      <div
        ref={frame}
        onKeyDown={toToolbar}
        className="composer relative rounded-lg border border-line-strong bg-paper has-[.tiptap:focus]:border-accent"
      >
        {shown ? <FormatBar editor={editor} onLink={() => setLinking(true)} /> : null}
        <EditorContent editor={editor} />
        {children}
        {tools}
        <LinkPanel
          editor={editor}
          within={frame}
          asking={linking}
          onAsk={() => setLinking(true)}
          onDone={() => setLinking(false)}
        />
        <ComposerMenus editor={editor} desk={desk} within={frame} commands={commands} calls={calls} />
      </div>
    </MentionedBoards>
  );
}

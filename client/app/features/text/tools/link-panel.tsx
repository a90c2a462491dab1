import { isAllowedUri } from "@tiptap/extension-link";
import { type Editor, useEditorState } from "@tiptap/react";
import { ExternalLink, Pencil, Unlink } from "lucide-react";
import { type FormEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { INPUT } from "../../../design/field.tsx";
import { IconButton, iconButtonClass } from "../../../design/icon-button.tsx";
import { placeBelow } from "../place-below.ts";

interface LinkPanelProps {
  editor: Editor;
  /** What it is placed in. */
  within: RefObject<HTMLElement | null>;
  /** Whether an address is being asked for. */
  asking: boolean;
  onAsk: () => void;
  onDone: () => void;
}

/** Beside the link the caret is in: where it leads, and what can be done with it. */
export function LinkPanel({ editor, within, asking, onAsk, onDone }: LinkPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const { href, from, focused } = useEditorState({
    editor,
    selector: ({ editor: present }) => ({
      href: present.isActive("link") ? String(present.getAttributes("link").href ?? "") : null,
      from: present.state.selection.from,
      focused: present.isFocused,
    }),
  });
  const shown = asking || (href !== null && focused);
  useLayoutEffect(() => {
    if (!shown || !panel.current || !within.current) return;
    const { left, right, top, bottom } = editor.view.coordsAtPos(from);
    placeBelow(panel.current, new DOMRect(left, top, right - left, bottom - top), within.current);
  }, [shown, editor, from, within]);
  if (!shown) return null;
  return (
    <div
      ref={panel}
      className="absolute z-20 flex max-w-full items-center gap-1 rounded-lg border border-line bg-raised p-1 shadow-pop"
    >
      {asking ? (
        <LinkForm editor={editor} href={href ?? ""} onDone={onDone} />
      ) : href !== null ? (
        <>
          <span className="max-w-56 truncate px-2 text-sm text-quiet">{href}</span>
          {isAllowedUri(href) ? (
            <a
              className={iconButtonClass({ size: "sm" })}
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              aria-label="Open the link"
            >
              <ExternalLink aria-hidden />
            </a>
          ) : null}
          <IconButton icon={Pencil} label="Change the link" size="sm" onMouseDown={keepFocus} onClick={onAsk} />
          <IconButton
            icon={Unlink}
            label="Remove the link"
            size="sm"
            onMouseDown={keepFocus}
            onClick={() => unlink(editor)}
          />
        </>
      ) : null}
    </div>
  );
}

function LinkForm({ editor, href, onDone }: { editor: Editor; href: string; onDone: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const leave = () => {
    onDone();
    editor.commands.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = addressOf(String(new FormData(event.currentTarget).get("href") ?? ""));
    if (address === null) {
      setProblem("Type the address of a web page, or an email address.");
      return;
    }
    onDone();
    if (editor.state.selection.empty && href === "") {
      const text = {
        type: "text",
        text: address.replace(/^mailto:/, ""),
        marks: [{ type: "link", attrs: { href: address } }],
      };
      editor
        .chain()
        .focus()
        .insertContent([text, { type: "text", text: " " }])
        .run();
    } else editor.chain().focus().extendMarkRange("link").setLink({ href: address }).run();
  };
  return (
    <form
      className="grid gap-1"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") leave();
      }}
    >
      <span className="flex items-center gap-1">
        <input
          name="href"
          className={INPUT}
          aria-label="Address of the link"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : id}
          defaultValue={href}
          placeholder="https://"
          inputMode="url"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: it opens because one wants to type here
          autoFocus
        />
        <Button type="submit" size="sm" look="primary">
          Link
        </Button>
        {href === "" ? null : (
          <Button
            size="sm"
            look="quiet"
            onClick={() => {
              onDone();
              unlink(editor);
            }}
          >
            Remove
          </Button>
        )}
        <Button size="sm" look="quiet" onClick={leave}>
          Cancel
        </Button>
      </span>
      {problem === null ? null : (
        <span id={id} role="alert" className="px-1 text-sm text-danger">
          {problem}
        </span>
      )}
    </form>
  );
}

/** What somebody typed as an address a link may lead to, or null. */
function addressOf(typed: string): string | null {
  const words = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(words)) return `mailto:${words}`;
  const address = /^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`;
  return /\s/.test(words) || words === "" || !isAllowedUri(address) || !URL.canParse(address) ? null : address;
}

function unlink(editor: Editor): void {
  editor.chain().focus().extendMarkRange("link").unsetLink().run();
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}

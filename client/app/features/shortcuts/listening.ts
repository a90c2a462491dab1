import { writes } from "../../design/focus.ts";
import { begin } from "../palette/asking.ts";
import { combinationOf, isPlain } from "./keys.ts";
import { plainKeys } from "./plain-keys.ts";
import type { CommandRegistry } from "./registry.ts";

/** What stands above the page and has the keys to itself while it does. */
const ABOVE =
  "dialog[open], [role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open], [role=listbox][data-state=open]";

/** Lets the keys of this page do what `registry` says; answers how to stop. */
export function listen(registry: CommandRegistry): () => void {
  const listening = new AbortController();
  const onKey = (event: KeyboardEvent) => {
    // What is being composed of several keys, or was taken by what has the focus, is not ours.
    if (event.defaultPrevented || event.isComposing) return;
    const keys = combinationOf(event);
    if (keys === null || document.querySelector(ABOVE)) return;
    if (isPlain(keys) && plainKeys.value === "off") return;
    const writing = writes(event.target);
    if (writing && isPlain(keys)) return;
    const meaning = registry.press(keys, event.timeStamp);
    if (meaning.name === "nothing") return;
    if (meaning.name === "command") {
      if (writing && meaning.command.writing !== "act") return;
      begin(meaning.command);
    }
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey, { signal: listening.signal });
  return () => listening.abort();
}

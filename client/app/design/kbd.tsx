import { clsx } from "clsx";
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from "lucide-react";

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys by the name they have on this machine's keyboard; every other one by its own. */
const NAMES: Record<string, string> = {
  mod: APPLE ? "⌘" : "Ctrl",
  alt: APPLE ? "⌥" : "Alt",
  shift: APPLE ? "⇧" : "Shift",
  enter: "Enter",
  escape: "Esc",
  space: "Space",
  arrowup: "Up",
  arrowdown: "Down",
  arrowleft: "Left",
  arrowright: "Right",
  backspace: "⌫",
  delete: "Del",
};

/** Keys that are drawn, by the names they have: not every font has an arrow. */
const DRAWN: Record<string, LucideIcon> = { Up: ArrowUp, Down: ArrowDown, Left: ArrowLeft, Right: ArrowRight };

/** How the keys of `mod+shift+z` or `g b` are called here: `["Ctrl", "Shift", "Z"]`. */
function keyNames(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => NAMES[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** Keys as they are drawn on a keyboard. `keys`: together with `+`, one after the other with a space. */
export function Kbd({ keys, tone = "calm" }: { keys: string; tone?: "calm" | "inverse" }) {
  return (
    <span className="inline-flex gap-0.5">
      {keyNames(keys).map((name) => (
        <kbd
          key={name}
          className={clsx(
            "min-w-5 rounded-sm border px-1 text-center font-sans text-xs leading-4.5",
            tone === "calm" ? "border-line bg-sunk text-quiet" : "border-transparent text-paper",
          )}
        >
          <Key name={name} />
        </kbd>
      ))}
    </span>
  );
}

function Key({ name }: { name: string }) {
  const Drawn = DRAWN[name];
  if (!Drawn) return name;
  return (
    <>
      <Drawn aria-hidden className="inline size-3 align-[-0.125em]" />
      <span className="unseen">{name}</span>
    </>
  );
}

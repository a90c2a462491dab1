/**
 * Keys as they are written down: `c`, `?`, `mod+k` (Ctrl, or ⌘ on Apple's), `shift+j`, and one after the other `g b`.
 * The parts of a combination stand in this order: mod, alt, shift, key.
 */

/** What of a keyboard event says which keys are held. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  getModifierState(modifier: "AltGraph"): boolean;
}

const APPLE = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
const MODIFIERS = ["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Dead", "Process"];

/** The combination that is pressed, as it is written down; null while it is modifiers only. */
export function combinationOf(event: Pressed, apple: boolean = APPLE): string | null {
  if (MODIFIERS.includes(event.key)) return null;
  // With AltGr, which some systems tell as Ctrl and Alt, people write what their keyboard has on that level.
  const writing = event.getModifierState("AltGraph");
  const mod = (apple ? event.metaKey : event.ctrlKey) && !writing;
  const otherMod = (apple ? event.ctrlKey : event.metaKey) && !writing;
  if (otherMod) return null;
  const key = keyOf(event);
  const alt = event.altKey && !writing;
  // What Shift makes of a key that is no letter, the key itself says: `?`.
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return [mod ? "mod" : "", alt ? "alt" : "", shift ? "shift" : "", key].filter(Boolean).join("+");
}

/** True for keys that write when no field stands in the way: those that people who speak to a computer may want off. */
export function isPlain(keys: string): boolean {
  return !/(^|\+)(mod|alt)\+/.test(keys);
}

/** The letter that stands on the key; where another script is written, the one that Latin writers have there. */
function keyOf({ key, code }: Pressed): string {
  if (key === " ") return "space";
  if (key.length > 1) return key.toLowerCase();
  const latin = /^Key([A-Z])$/.exec(code)?.[1];
  return /^[\x20-\x7e]$/.test(key) ? key.toLowerCase() : (latin?.toLowerCase() ?? key);
}

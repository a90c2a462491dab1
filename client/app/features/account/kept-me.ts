import { Me } from "../../../sdk/api/account.ts";

const KEY = "ensemble:me";

/** Who was last signed in on this device, so that the app opens for them when the server cannot be asked. */
export function keptMe(): Me | null {
  try {
    const kept = Me.safeParse(JSON.parse(localStorage.getItem(KEY) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    // Storage may be forbidden here, or hold something else.
    return null;
  }
}

/** Keeps who is signed in; null once nobody is. */
export function keepMe(me: Me | null): void {
  try {
    if (me) localStorage.setItem(KEY, JSON.stringify(me));
    else localStorage.removeItem(KEY);
  } catch {
    // Without it the app waits for the server.
  }
}

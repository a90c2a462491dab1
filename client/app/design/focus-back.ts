import { useState } from "react";

/**
 * Gives the focus back to what had it when this was mounted, for a dialog that is opened without a trigger of its own.
 * What has taken the focus by then keeps it.
 */
export function useFocusBack(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (document.activeElement !== document.body) return;
    if (before instanceof HTMLElement) before.focus();
  };
}

import { useCallback } from "react";
import { useToast } from "./toasts.tsx";

/**
 * Answers what copies a text and says that it did, `what` being what it is: `The link`. Where the browser lets us not, as
 * on plain http, it shows the text to be copied.
 */
export function useCopying(): (text: string, what: string) => void {
  const tell = useToast();
  return useCallback(
    (text, what) => {
      const shown = () => tell({ words: `Your browser does not let this page copy. ${what}: ${text}`, tone: "danger" });
      // Absent on plain http; TypeScript takes it to be always there.
      if (!("clipboard" in navigator)) return shown();
      navigator.clipboard.writeText(text).then(() => tell({ words: `${what} is copied.` }), shown);
    },
    [tell],
  );
}

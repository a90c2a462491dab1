import { useEffect, useState } from "react";

/** A pause in typing that is long enough to ask a server about what was typed, in ms. */
const PAUSE_MS = 150;

/** `words` once they have not changed for a moment. */
export function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const pause = setTimeout(() => setSettled(words), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [words]);
  return settled;
}

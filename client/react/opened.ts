import { useEffect, useState } from "react";

interface Openable {
  open(): unknown;
  close(): unknown;
}

/**
 * Makes a thing, opens it while the component is there, and closes it after. Null until then. A new one is made when
 * `make` changes, so keep it stable (`useCallback`); none is made while it is null.
 */
export function useOpened<T extends Openable>(make: (() => T) | null): T | null {
  const [held, setHeld] = useState<{ make: () => T; opened: T } | null>(null);
  useEffect(() => {
    if (!make) return;
    const opened = make();
    void opened.open();
    setHeld({ make, opened });
    return () => {
      void opened.close();
      setHeld(null);
    };
  }, [make]);
  // What was opened before is not what is asked for now: its rooms, tasks and messages are of another place.
  return held !== null && held.make === make ? held.opened : null;
}

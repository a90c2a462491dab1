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
  const [opened, setOpened] = useState<T | null>(null);
  useEffect(() => {
    if (!make) return;
    const made = make();
    void made.open();
    setOpened(made);
    return () => {
      void made.close();
      setOpened(null);
    };
  }, [make]);
  return opened;
}

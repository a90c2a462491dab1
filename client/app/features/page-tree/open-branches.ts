import { useCallback, useState } from "react";
import { z } from "zod";

const Kept = z.array(z.string()).max(2_000);

interface OpenBranches {
  open: ReadonlySet<string>;
  /** Opens or closes what stands under a page. */
  set: (page: string, isOpen: boolean) => void;
}

/** Which pages of a workspace show what stands under them; remembered in this browser. */
export function useOpenBranches(workspace: string): OpenBranches {
  const place = `ensemble.pages.open.${workspace}`;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => read(place));
  const set = useCallback(
    (page: string, isOpen: boolean) =>
      setOpen((before) => {
        if (before.has(page) === isOpen) return before;
        const now = new Set(before);
        if (isOpen) now.add(page);
        else now.delete(page);
        write(place, now);
        return now;
      }),
    [place],
  );
  return { open, set };
}

function read(place: string): ReadonlySet<string> {
  try {
    return new Set(Kept.parse(JSON.parse(localStorage.getItem(place) ?? "[]")));
  } catch {
    return new Set();
  }
}

function write(place: string, open: ReadonlySet<string>): void {
  try {
    localStorage.setItem(place, JSON.stringify([...open]));
  } catch {
    // A browser that keeps nothing begins with a closed tree.
  }
}

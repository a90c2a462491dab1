import { z } from "zod";
import { useObserved } from "../../../react/observed.ts";
import { remembered } from "../../remembered/remembered.ts";

/** What somebody has folded up on their boards: columns by their ids, rows by what they stand for and of which project. */
const folded = remembered("board.folded", z.array(z.string()).max(500), []);

/** How a row is named among what is folded. */
export function rowKey(project: string, row: string): string {
  return `${project}/${row}`;
}

/** What is folded up here, for this person in this browser, and how to fold and unfold it. */
export function useFolded(): { isFolded: (key: string) => boolean; toggle: (key: string) => void } {
  const keys = useObserved(folded);
  return {
    isFolded: (key) => keys.includes(key),
    toggle: (key) => {
      const now = folded.value;
      folded.set(now.includes(key) ? now.filter((each) => each !== key) : [...now, key].slice(-500));
    },
  };
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Column, Task, View } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { daysOf, differing, type Look, lookOf, lookOfView, PLAIN_LOOK, searchOf } from "./search.ts";
import { filterOf } from "./task-filter.ts";
import { useBlocked } from "./use-blocked.ts";

/** How the open board is looked at, as its address says, and the ways to look at it otherwise. */
export interface BoardLook {
  look: Look;
  /** The saved view that the address names; null for none, and for one that is gone. */
  view: View | null;
  /** The address names a view that is gone. */
  lost: boolean;
  /** It is looked at otherwise than the saved view has it or, without one, than a board is as it is. */
  changed: boolean;
  /** Looks otherwise: a step to go back from, save for words that are being typed. */
  change: (part: Partial<Look>) => void;
  /** Looks as a saved view has it, or with null as the board is. */
  open: (view: Pick<View, "id"> | null) => void;
  /** Which tasks are shown; null for all. */
  filter: ((task: Task) => boolean) | null;
  /** The columns whose tasks are shown, in their order. */
  columns: ReadonlyMap<string, Column>;
  showHidden: boolean;
  setShowHidden: (show: boolean) => void;
}

const BoardLookContext = createContext<BoardLook | null>(null);

/** How the open board is looked at. @throws Error outside of a project's page */
export function useBoardLook(): BoardLook {
  const look = use(BoardLookContext);
  if (!look) throw new Error("no board is open");
  return look;
}

/** Reads out of the address how the open board is looked at, for everything below. */
export function BoardLookProvider({ children }: { children: ReactNode }) {
  const [showHidden, setShowHidden] = useState(false);
  const asked = useAskedLook();
  const { look } = asked;
  const columns = useShownColumns(look, showHidden);
  const filter = useFilter(useDeferredValue(look));
  const value = useMemo(
    () => ({ ...asked, columns, filter, showHidden, setShowHidden }),
    [asked, columns, filter, showHidden],
  );
  return <BoardLookContext value={value}>{children}</BoardLookContext>;
}

/** Browsers do not take an address for each letter that is typed. In ms. */
const TYPING_MS = 250;

function useAskedLook() {
  const { state } = useOpenBoard();
  const search = useSearch({ from: "/in/w/$workspace/projects/$project" });
  const go = useGoing();
  const [words, setWords] = useWords(search.q);
  const known = search.view === undefined ? undefined : state.views.get(search.view);
  const view = known && known.archivedAt === null ? known : null;
  const lost = search.view !== undefined && view === null;
  return useMemo(() => {
    const base = view ? lookOfView(view) : PLAIN_LOOK;
    const read = lookOf(search, base);
    const look = words === null ? read : { ...read, q: words };
    const to = (next: Look) => ({ ...searchOf(next, base, view?.id ?? null), ...daysOf(search) });
    return {
      look,
      view,
      lost,
      changed: differing(look, base).length > 0,
      change: (part: Partial<Look>) => {
        const next = { ...look, ...part };
        const typing = Object.keys(part).join() === "q";
        setWords(typing ? next.q : null);
        go(to(next), typing ? "soon" : "now");
      },
      open: (opened: Pick<View, "id"> | null) => {
        setWords(null);
        go(opened ? { view: opened.id } : {}, "now");
      },
    };
  }, [search, view, lost, words, setWords, go]);
}

/** Goes to another search of this address: at once by a step that one can go back from, or soon in place of this one. */
function useGoing() {
  const navigate = useNavigate();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const giveUp = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current);
    waiting.current = null;
  }, []);
  useEffect(() => giveUp, [giveUp]);
  return useCallback(
    (search: ReturnType<typeof searchOf>, when: "now" | "soon") => {
      giveUp();
      const leave = (replace: boolean) => void navigate({ to: ".", search, replace });
      if (when === "now") leave(false);
      else waiting.current = setTimeout(() => leave(true), TYPING_MS);
    },
    [navigate, giveUp],
  );
}

/** Words that are typed and not part of the address yet; given up as soon as it says otherwise. */
function useWords(inAddress: string | undefined) {
  const [words, setWords] = useState<{ typed: string; over: string | undefined } | null>(null);
  const set = useCallback(
    (typed: string | null) => setWords(typed === null ? null : { typed, over: inAddress }),
    [inAddress],
  );
  return [words && words.over === inAddress ? words.typed : null, set] as const;
}

/** Those that are not hidden, and hidden ones that are asked for by name. */
function useShownColumns({ column: named }: Look, showHidden: boolean): ReadonlyMap<string, Column> {
  const { columns } = useBoardPage();
  return useMemo(
    () => new Map([...columns].filter(([id, { hidden }]) => showHidden || !hidden || named.includes(id))),
    [columns, showHidden, named],
  );
}

function useFilter(look: Look): BoardLook["filter"] {
  const { labels, people, columns, today } = useBoardPage();
  const { me } = useSignedIn();
  const blocked = useBlocked(look.blocked);
  return useMemo(
    () => filterOf(look, { columns, labels, people, blocked, me: me.id, today }),
    [look, columns, labels, people, blocked, me.id, today],
  );
}

import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { useSignedIn } from "../../account/signed-in.tsx";

/** Rows are measured as they come into sight, and the one that was come for stands still by then, in ms. */
const SETTLES_MS = 300;

interface GoingParts {
  virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  scroller: RefObject<HTMLElement | null>;
  messages: readonly ShownMessage[];
  /** The message that began the thread; it stands in the first row of all. */
  root: ShownMessage | null;
  /** How many rows stand before the first message. */
  before: number;
  newer: Edge;
  /** The message that somebody has come here for. */
  goal: string | null;
}

/** Brings messages into sight: the one that was come for, one's own new one, one that keys go to, and the newest. */
export function useGoingTo({ virtualizer, scroller, messages, root, before, newer, goal }: GoingParts) {
  const { me } = useSignedIn();
  const rootId = root?.id ?? null;
  /** The row in which a message stands; null while it is not held. */
  const rowOf = useCallback(
    (message: string) => {
      if (message === rootId) return before > 0 ? 0 : null;
      const at = messages.findIndex(({ id }) => id === message);
      return at < 0 ? null : at + before;
    },
    [rootId, before, messages],
  );
  const toEnd = useRef(false);
  const arrived = useRef<string | null>(null);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [there, setThere] = useState<string | null>(null);
  const sent = useRef<string | null>(null);

  useLayoutEffect(() => {
    if (goal === arrived.current) return;
    if (goal === null) {
      arrived.current = null;
      return;
    }
    const row = rowOf(goal);
    if (row === null) return;
    arrived.current = goal;
    virtualizer.scrollToIndex(row, { align: "center" });
    clearTimeout(settling.current);
    settling.current = setTimeout(() => setThere(goal), SETTLES_MS);
  }, [goal, rowOf, virtualizer]);
  useEffect(
    () => () => {
      clearTimeout(settling.current);
      arrived.current = null;
    },
    [],
  );

  // Whoever writes wants to see it stand there.
  useLayoutEffect(() => {
    const last = messages.at(-1);
    const own = last?.author === me.id && last.sending === "waiting" ? last.id : null;
    if (own !== null && own !== sent.current) toEnd.current = true;
    if (own !== null) sent.current = own;
    if (!toEnd.current || newer !== "none") return;
    toEnd.current = false;
    virtualizer.scrollToEnd();
  }, [messages, newer, me.id, virtualizer]);

  const focusing = useRef<string | null>(null);
  const show = useCallback(
    (id: string) => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
      row?.focus({ preventScroll: true });
      return row !== null && row !== undefined;
    },
    [scroller],
  );
  // A row that was out of sight is there a moment after it was scrolled to.
  useEffect(() => {
    if (focusing.current !== null && show(focusing.current)) focusing.current = null;
  });
  return {
    /** Whether the message that was come for is still to be brought into sight: until then nothing is looked at. */
    isComing: goal !== null && goal !== rootId && there !== goal,
    scroll: (at: number) => virtualizer.scrollToIndex(at + before, { align: "start" }),
    toEnd: () => {
      if (newer === "none") virtualizer.scrollToEnd();
      else toEnd.current = true;
    },
    /** The message to which the focus is on its way. */
    heading: () => (focusing.current !== null && rowOf(focusing.current) !== null ? focusing.current : null),
    focus: (id: string) => {
      const row = rowOf(id);
      if (row === null) return;
      virtualizer.scrollToIndex(row, { align: "auto" });
      focusing.current = show(id) ? null : id;
    },
  };
}

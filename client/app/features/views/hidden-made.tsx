import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useToast } from "../../design/toasts.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useBoardLook } from "./board-look.tsx";
import { withoutFilters } from "./search.ts";

/** Tells of tasks that were made here and are not to be seen, since the filters hide them. */
export function HiddenMade() {
  const { board } = useOpenBoard();
  const { made, addressOf } = useBoardPage();
  const { look, change, filter, columns } = useBoardLook();
  const navigate = useNavigate();
  const toast = useToast();
  const tell = () => {
    const hidden = made.value.flatMap((id) => {
      const task = board.state.value?.tasks.get(id);
      return task && !(columns.has(task.columnId) && (filter?.(task) ?? true)) ? task : [];
    });
    const [only] = hidden;
    if (!only) return;
    if (hidden.length === 1) {
      // By its id: the key it gets is known only once the server has made it.
      const run = () => void navigate(addressOf({ key: only.id }));
      toast({ words: `“${only.title}” was made; the filters hide it.`, action: { label: "Open it", run } });
    } else {
      const run = () => change(withoutFilters(look));
      toast({
        words: `${hidden.length} tasks were made; the filters hide them.`,
        action: { label: "Clear the filters", run },
      });
    }
  };
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => made.subscribe(() => latest.current()), [made]);
  return null;
}

import { useCallback } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { pagesOf } from "../../../sdk/pages/pages.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { ask, useWorkspace } from "../workspace/workspace.tsx";
import { type PagePlace, whereInWords } from "./tree.ts";

/** Moves a page: it shows at once, is said, and goes back with a word when it may not be. */
export function useMovePage(): (page: Page, place: PagePlace) => void {
  const { room } = useWorkspace();
  const announce = useAnnounce();
  const toast = useToast();
  return useCallback(
    (page, place) => {
      const moving = ask(room, { type: "page.move", page: page.id, ...place });
      announce(whereInWords(pagesOf(room).value, page.id));
      moving.catch((cause: unknown) => toast({ words: wordsFor(cause), tone: "danger" }));
    },
    [room, announce, toast],
  );
}

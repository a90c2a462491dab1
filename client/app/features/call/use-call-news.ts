import { useEffect } from "react";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import type { OpenCall } from "./calling.ts";
import { beside } from "./choices.ts";
import { newsOf } from "./news.ts";

/** Tells what happens in the call, on whichever page one is: politely to whoever hears it, and as toasts what concerns one. */
export function useCallNews({ session }: OpenCall): void {
  const announce = useAnnounce();
  const tell = useToast();
  useEffect(() => {
    let before = session.state.value;
    let waiting = new Set(before?.knocks.map(({ user }) => user));
    return session.state.subscribe(() => {
      const after = session.state.value;
      const news = before && after ? newsOf(before, after) : [];
      const said = news.filter(({ how }) => how === "said").map(({ words }) => words);
      if (said.length > 0) announce(said.join(". "));
      for (const { words, how } of news) if (how === "told") tell({ words });
      for (const { user, name } of after?.knocks ?? []) {
        if (waiting.has(user)) continue;
        tell({
          words: `${name} waits to be let in`,
          action: { label: "Let in", run: () => void session.admit(user) },
        });
      }
      waiting = new Set(after?.knocks.map(({ user }) => user));
      before = after;
    });
  }, [session, announce, tell]);
  useEffect(() => () => beside.set("nothing"), []);
}

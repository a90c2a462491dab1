import { useEffect } from "react";
import type { CallSession } from "../../../sdk/call/session.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import type { OpenCall } from "./calling.ts";
import { beside } from "./choices.ts";
import { newsOf } from "./news.ts";
import { useCallAct } from "./use-call-act.ts";

/** Tells what happens in the call, on whichever page one is: politely to whoever hears it, and as toasts what concerns one. */
export function useCallNews({ session }: OpenCall): void {
  const announce = useAnnounce();
  const tell = useToast();
  const act = useCallAct();
  useEffect(() => {
    let before = session.state.value;
    let waiting = new Set(before?.knocks.map(({ user }) => user));
    return session.state.subscribe(() => {
      const after = session.state.value;
      const news = before && after ? newsOf(before, after, ownOf(session)) : [];
      const said = news.filter(({ how }) => how === "said").map(({ words }) => words);
      if (said.length > 0) announce(said.join(". "));
      for (const { words, how } of news) if (how === "told") tell({ words });
      for (const { user, name } of after?.knocks ?? []) {
        if (waiting.has(user)) continue;
        tell({
          words: `${name} waits to be let in`,
          action: { label: "Let in", run: () => act(session.admit(user)) },
        });
      }
      waiting = new Set(after?.knocks.map(({ user }) => user));
      before = after;
    });
  }, [session, announce, tell, act]);
  useEffect(
    () =>
      onHushed(session, () => tell({ words: "Only somebody who runs the call can let you speak. Raise your hand." })),
    [session, tell],
  );
  useEffect(() => () => beside.set("nothing"), []);
}

function ownOf({ local, isTelling }: CallSession): Parameters<typeof newsOf>[2] {
  const { microphone, screen } = local.state.value;
  // What was turned off and on again at once: the room answers the one while the other is on already.
  if (isTelling) return { microphone: "off", screen: "off" };
  return { microphone: microphone.state === "on" ? "on" : "off", screen: screen.state === "on" ? "on" : "off" };
}

/** Calls `hushed` when one unmutes oneself, and the room takes that back: a host has muted one and lets nobody do so. */
function onHushed({ state, local }: CallSession, hushed: () => void): () => void {
  let before = local.state.value.microphone.state;
  return local.state.subscribe(() => {
    const now = local.state.value.microphone.state;
    const isTakenBack = before === "on" && now === "off" && state.value?.me?.media.audio === false;
    before = now;
    if (isTakenBack && state.value?.settings.mayUnmute === false) hushed();
  });
}

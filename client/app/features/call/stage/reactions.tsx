import { useEffect, useState } from "react";
import { newKey } from "../../../../sdk/id.ts";
import { useAnnounce } from "../../../design/announcer.tsx";
import { useShownCall } from "../open-call.tsx";

interface Shown {
  id: string;
  emoji: string;
  name: string;
  /** Where along the foot of the stage it rises, in hundredths. */
  at: number;
}

/** As long as one is in sight, in ms; and so many at once. */
const SHOWN_MS = 3_200;
const MOST = 20;

/** The emoji by which people react, as they come; each is there for a moment. */
export function Reactions() {
  const { session } = useShownCall();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const announce = useAnnounce();
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    // Who claps twenty times is told of once to whoever hears the page.
    const told = new Set<string>();
    const stop = session.onReaction(({ peer, emoji }) => {
      const who = session.state.value?.peers.find(({ id }) => id === peer);
      if (!who) return;
      const id = newKey();
      const reaction = { id, emoji, name: who.self ? "You" : who.name, at: 10 + Math.random() * 75 };
      setShown((before) => [...before, reaction].slice(-MOST));
      const words = `${who.name} reacted with ${emoji}`;
      if (!who.self && !told.has(words)) announce(words);
      told.add(words);
      const timer = setTimeout(() => {
        timers.delete(timer);
        told.delete(words);
        setShown((before) => before.filter((each) => each.id !== id));
      }, SHOWN_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [session, announce]);
  if (shown.length === 0) return null;
  return (
    <div aria-hidden className="call-reactions">
      {shown.map(({ id, emoji, name, at }) => (
        <span key={id} className="call-reaction" style={{ insetInlineStart: `${at}%` }}>
          <span className="text-2xl">{emoji}</span>
          <span className="max-w-32 truncate rounded-full bg-raised px-2 text-xs" dir="auto">
            {name}
          </span>
        </span>
      ))}
    </div>
  );
}

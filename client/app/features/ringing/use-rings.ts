import { useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { RING_MS } from "../../../../durable-objects/call/limits.ts";
import { useConnection } from "../../../react/connection.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { type Ring, ringsIn } from "./rings.ts";

/** Past its time here: the inbox ends a ring by its own clock, and this one only if that cannot be heard. */
const LONGEST_MS = RING_MS + 10_000;

/**
 * What rings on this device: not what was answered here, nor the call whose page is open, and nothing that was only kept
 * from before the connection was lost.
 */
export function useRings(): { rings: readonly Ring[]; quiet: (ring: Ring) => void } {
  const { inbox, state } = useOwnInbox();
  const isLive = useConnection(inbox).name === "online";
  const { call: open } = useParams({ strict: false });
  const since = useRef(new Map<string, number>());
  const [hushed, setHushed] = useState<ReadonlySet<string>>(new Set());
  const notifications = state?.notifications;
  const all = useMemo(() => ringsIn(notifications ?? []), [notifications]);
  const rings = all.filter(({ key, call }) => {
    if (isLive && !since.current.has(key)) since.current.set(key, Date.now());
    return since.current.has(key) && !hushed.has(key) && call !== open;
  });
  const quiet = useCallback(({ key }: Ring) => setHushed((before) => new Set([...before, key])), []);
  const keys = rings.map(({ key }) => key).join("\n");
  useEffect(() => {
    const timers = keys.split("\n").flatMap((key) => {
      const from = since.current.get(key);
      if (from === undefined) return [];
      const hush = () => setHushed((before) => new Set([...before, key]));
      return [setTimeout(hush, from + LONGEST_MS - Date.now())];
    });
    return () => timers.forEach(clearTimeout);
  }, [keys]);
  return { rings, quiet };
}

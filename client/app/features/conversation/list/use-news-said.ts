import { useEffect, useRef } from "react";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { useAnnounce } from "../../../design/announcer.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { excerptOf } from "../../message-text/plain-words.ts";

/** As much of a message as is said. */
const SAID = 200;

/** Says what others write while one is here. */
export function useNewsSaid(messages: readonly ShownMessage[], newer: Edge): void {
  const announce = useAnnounce();
  const { me } = useSignedIn();
  const heard = useRef<number | null>(null);
  useEffect(() => {
    if (newer !== "none") return;
    const before = heard.current;
    const last = messages.findLast(({ sending }) => sending === undefined)?.seq ?? 0;
    heard.current = Math.max(last, before ?? 0);
    // What was there when one came is no news.
    if (before === null || last <= before) return;
    const news = messages.filter(
      ({ seq, author, deletedAt }) => seq > before && author !== me.id && deletedAt === null,
    );
    const [only, ...more] = news;
    if (!only) return;
    announce(more.length > 0 ? `${news.length} new messages` : `${only.authorName}: ${excerptOf(only.text, SAID)}`);
  }, [messages, newer, announce, me.id]);
}

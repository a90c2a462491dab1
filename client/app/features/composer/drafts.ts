import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { readDraft, writeDraft } from "../../remembered/drafts.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";

/** Where something is being written. */
export interface DraftPlace {
  workspace: string;
  conversation: string;
  thread: string | null;
}

const Local = z.object({ text: z.string(), at: z.number() });
type Local = z.infer<typeof Local>;

/** What was written here so shortly ago may not have come to the other devices yet. */
const UNTOLD_MS = 30_000;

function nameOf({ conversation, thread }: DraftPlace): string {
  return `message ${conversation} ${thread ?? ""}`;
}

function readLocal(place: DraftPlace): Local | null {
  try {
    return Local.parse(JSON.parse(readDraft(nameOf(place)) ?? ""));
  } catch {
    return null;
  }
}

/** The draft there is, of what this tab kept and what the inbox holds; `told` is null for one that holds none. */
export function newerDraft(local: Local | null, told: { text: string; at: number } | null, now: number): string {
  if (!local) return told?.text ?? "";
  if (told) return told.at > local.at ? told.text : local.text;
  // It was sent or given up on another device, or it never got away from here.
  return now - local.at > UNTOLD_MS ? "" : local.text;
}

interface KeptDraft {
  /** What it said when the composer was opened. */
  first: string;
  /** Keeps what it says now: in this tab at once, on the other devices soon. */
  keep: (text: string) => void;
  /** It was sent, or given up. */
  clear: () => void;
}

/**
 * A draft of a message: kept in this tab at once, and by the inbox for one's other devices. `show` is told what another
 * device wrote, and answers false where one writes here at the time, which then goes over it.
 */
export function useMessageDraft(place: DraftPlace, show: (text: string) => boolean): KeptDraft {
  const { workspace, conversation, thread } = place;
  const { inbox, state } = useOwnInbox();
  const [first] = useState(() => {
    const told = state?.drafts.find((draft) => isAt(draft, place)) ?? null;
    const local = readLocal(place);
    return state ? newerDraft(local, told, Date.now()) : (local?.text ?? "");
  });
  const now = useRef(first);
  const heard = useRef(false);
  const keep = useCallback(
    (text: string) => {
      if (text === now.current) return;
      now.current = text;
      const at = { workspace, conversation, thread };
      writeDraft(nameOf(at), text === "" ? null : JSON.stringify({ text, at: Date.now() }));
      inbox?.draft(workspace, conversation, thread, text);
    },
    [inbox, workspace, conversation, thread],
  );
  const told = state ? (state.drafts.find((draft) => isAt(draft, place)) ?? null) : undefined;
  const toldText = told === undefined ? undefined : (told?.text ?? "");
  const toldAt = told?.at ?? null;
  useEffect(() => {
    if (toldText === undefined) return;
    const before = heard.current;
    heard.current = true;
    if (toldText === now.current) return;
    const at = { workspace, conversation, thread };
    const known = toldAt === null ? null : { text: toldText, at: toldAt };
    // The first time it is only known now what the other devices have.
    const next = before ? toldText : newerDraft(readLocal(at), known, Date.now());
    if (next === now.current) {
      inbox?.draft(workspace, conversation, thread, next);
      return;
    }
    if (!show(next)) return;
    now.current = next;
    writeDraft(nameOf(at), null);
  }, [toldText, toldAt, workspace, conversation, thread, inbox, show]);
  const clear = useCallback(() => keep(""), [keep]);
  return { first, keep, clear };
}

function isAt(draft: Omit<DraftPlace, "workspace">, { conversation, thread }: DraftPlace): boolean {
  return draft.conversation === conversation && draft.thread === thread;
}

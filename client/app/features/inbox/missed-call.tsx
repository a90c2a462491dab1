import { useNavigate } from "@tanstack/react-router";
import { PhoneCall, PhoneMissed } from "lucide-react";
import { useState } from "react";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import type { Api } from "../../../sdk/api/api.ts";
import { Button } from "../../design/button.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";

/** Below a call that was missed: that it was, and calling back. */
export function MissedCall({ notification, onDone }: { notification: Notification; onDone: () => void }) {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const tell = useToast();
  const [isBusy, setBusy] = useState(false);
  const { thing, by, byName, title } = notification;
  if (thing.type !== "call") return null;
  const { workspace } = thing;
  const callBack = async () => {
    setBusy(true);
    try {
      const call = await answering(api, { workspace, call: thing.call, by });
      onDone();
      void navigate({ to: "/w/$workspace/calls/$call", params: { workspace, call } });
    } catch (cause) {
      tell({ words: wordsFor(cause), tone: "danger" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="-mt-1 flex w-full flex-wrap items-center gap-2 ps-17 pe-3 pb-2.5">
      <span className="flex items-center gap-1.5 text-sm text-danger">
        <PhoneMissed aria-hidden className="size-4" />
        Missed call
      </span>
      <Button size="sm" disabled={isBusy} aria-label={`Call back ${byName ?? title}`} onClick={() => void callBack()}>
        <PhoneCall aria-hidden />
        Call back
      </Button>
    </div>
  );
}

/** The call to go to: the one that was missed while that is on, else one with whoever called. */
async function answering(
  api: Api,
  { workspace, call, by }: { workspace: string; call: string; by: string | null },
): Promise<string> {
  const missed = await api.calls.get(workspace, call).catch(() => null);
  if (missed?.state === "live" || by === null) return call;
  const { id: conversation } = await api.conversations.create(workspace, { kind: "direct", members: [by] });
  return (await api.calls.create(workspace, { about: { type: "conversation", conversation } })).id;
}

import { Hand, LoaderCircle, Mic, MicOff, MonitorUp } from "lucide-react";
import type { ShownPeer } from "../../../../sdk/call/state.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Chip } from "../../../design/chip.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { calledHere, useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";
import { ROLE_SIGNS } from "./person-acts.ts";
import { PersonMenu } from "./person-menu.tsx";
import { PersonName } from "./person-name.tsx";

/** One who is in the call, and what can be done about them. */
export function PersonRow({ peer }: { peer: ShownPeer }) {
  const { session, state } = useShownCall();
  const act = useCallAct();
  const sign = ROLE_SIGNS[peer.role];
  const mayMute = state.mayHost && !peer.self && peer.media.audio && peer.place === "stage";
  return (
    <li className="flex min-h-10 items-center gap-2">
      <span aria-hidden className="inline-grid">
        <Avatar user={peer.user} name={peer.name} />
      </span>
      <span className="grid min-w-0 flex-1">
        <PersonName name={peer.name} called={calledHere(peer)} />
        {sign || peer.guest || peer.away ? (
          <span className="flex flex-wrap items-center gap-1.5 text-xs text-quiet">
            {sign ? (
              <span className="inline-flex items-center gap-1">
                <sign.icon aria-hidden className="size-3" />
                {sign.words}
              </span>
            ) : null}
            {peer.guest ? <Chip>Guest</Chip> : null}
            {peer.away ? (
              <span className="inline-flex items-center gap-1">
                <LoaderCircle aria-hidden data-motion="keep" className="size-3 animate-turn" />
                Reconnecting…
              </span>
            ) : null}
          </span>
        ) : null}
      </span>
      {peer.media.screen ? <MonitorUp role="img" aria-label="Shares a screen" className="size-4 text-accent" /> : null}
      {peer.hand === null ? null : <Hand role="img" aria-label="Hand raised" className="size-4 text-warn" />}
      {peer.place === "watching" || peer.media.audio ? null : (
        <MicOff role="img" aria-label="Muted" className="size-4 text-quiet" />
      )}
      {mayMute ? (
        <IconButton icon={Mic} label={`Mute ${peer.name}`} size="sm" onClick={() => act(session.mute(peer.id))} />
      ) : null}
      <PersonMenu peer={peer} label={`More about ${calledHere(peer)}`} pin={null} />
    </li>
  );
}

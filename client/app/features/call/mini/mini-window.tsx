import { Link, useNavigate } from "@tanstack/react-router";
import { Maximize2, Mic, MicOff, PhoneOff, PictureInPicture2, Video, VideoOff } from "lucide-react";

import { useObserved } from "../../../../react/observed.ts";
import { IconButton, iconButtonClass } from "../../../design/icon-button.tsx";
import type { OpenCall } from "../calling.ts";
import { Picture } from "../stage/picture.tsx";
import { TileFace } from "../stage/tile-face.tsx";
import { mainOf, type Tile, tilesOf } from "../stage/tiles.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { goesOutside, goOutside } from "./outside.ts";
import { useCarrying } from "./use-carrying.ts";

interface MiniWindowProps {
  open: OpenCall;
  place: "here" | "outside";
}

/** What of a face there is room for, in px. */
const ROOM = 130;

/** Who speaks or what is shared, in small, and what one needs at once: microphone, camera, the way back and the way out. */
export function MiniWindow({ open, place }: MiniWindowProps) {
  const { session, workspace, id } = open;
  const state = useObserved(session.state);
  const speaker = useObserved(session.activeSpeaker);
  const carrying = useCarrying();
  const tiles = tilesOf(state?.peers ?? [], "shown");
  const tile = mainOf(tiles, { view: "speaker", pinned: null, speaker });
  const isOutside = place === "outside";
  return (
    <section
      aria-label="Call"
      className="call-mini"
      data-outside={isOutside ? "" : undefined}
      data-corner={isOutside ? undefined : carrying.corner}
      data-carried={carrying.isCarried ? "" : undefined}
      style={isOutside ? undefined : carrying.style}
      {...(isOutside ? {} : carrying.hand)}
    >
      <div
        className="call-mini-picture"
        {...(isOutside
          ? {}
          : {
              tabIndex: 0,
              role: "group",
              "aria-label": "Small window; arrow keys move it",
              onKeyDown: carrying.onKeyDown,
            })}
      >
        {state?.stage === "joined" && tile ? (
          <MiniPicture tile={tile} open={open} />
        ) : (
          <p className="grid h-full place-content-center p-2 text-center text-sm text-quiet" role="status">
            {state?.stage === "knocking" ? "You are waiting to be let in…" : "Back to the call…"}
          </p>
        )}
      </div>
      <div className="flex items-center justify-center gap-1 p-1">
        <MiniMedia open={open} />
        {isOutside ? (
          <BackHere open={open} />
        ) : (
          <Link
            to="/w/$workspace/calls/$call"
            params={{ workspace, call: id }}
            className={iconButtonClass()}
            aria-label="Back to the call"
            data-tip="Back to the call"
          >
            <Maximize2 aria-hidden />
          </Link>
        )}
        {!isOutside && goesOutside() ? (
          <span className="max-md:hidden">
            <IconButton icon={PictureInPicture2} label="Keep above other windows" onClick={() => void goOutside()} />
          </span>
        ) : null}
        <IconButton icon={PhoneOff} label="Leave" className="call-danger" onClick={() => void session.leave()} />
      </div>
    </section>
  );
}

/** From a window of its own back to the page of the call, in the window it came from. */
function BackHere({ open: { workspace, id } }: { open: OpenCall }) {
  const navigate = useNavigate();
  return (
    <IconButton
      icon={Maximize2}
      label="Back to the call"
      onClick={() => {
        window.focus();
        void navigate({ to: "/w/$workspace/calls/$call", params: { workspace, call: id } });
      }}
    />
  );
}

function MiniPicture({ tile: { peer, kind }, open: { session } }: { tile: Tile; open: OpenCall }) {
  const isScreen = kind === "screen";
  const shows = peer.self || (isScreen ? peer.media.screen : peer.media.video);
  return (
    <>
      {isScreen ? null : <TileFace user={peer.user} name={peer.name} room={ROOM} />}
      {shows ? (
        <Picture
          stream={peer.self ? session.local.camera : session.streamOf(peer.id, isScreen ? "screen" : "camera")}
          label={isScreen ? `${peer.name}'s screen` : `${peer.name}'s camera`}
          shows={isScreen ? "screen" : "face"}
          mirrored={peer.self ? "mirrored" : "as it is"}
        />
      ) : null}
      <span className="call-plates" data-at="foot">
        <span className="call-plate">
          {peer.media.audio ? null : <MicOff role="img" aria-label="Muted" className="text-danger" />}
          <span className="truncate" dir="auto">
            {peer.self ? "You" : peer.name}
          </span>
        </span>
      </span>
    </>
  );
}

function MiniMedia({ open: { session } }: { open: OpenCall }) {
  const { microphone, camera } = useOwnMedia(session);
  const { me } = useObserved(session.state) ?? { me: null };
  if (me && (!me.mayPublish || me.place === "watching")) return null;
  const [hears, sees] = [microphone.state === "on", camera.state === "on"];
  return (
    <>
      <IconButton
        icon={hears ? Mic : MicOff}
        label={hears ? "Turn off microphone" : "Turn on microphone"}
        className={hears ? undefined : "call-danger"}
        onClick={() => void session.local.setMicrophone(!hears)}
      />
      <IconButton
        icon={sees ? Video : VideoOff}
        label={sees ? "Turn off camera" : "Turn on camera"}
        className={sees ? undefined : "call-danger"}
        onClick={() => void session.local.setCamera(!sees)}
      />
    </>
  );
}

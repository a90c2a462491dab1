import { clsx } from "clsx";
import { Hand, LoaderCircle, MicOff, Pin, TriangleAlert } from "lucide-react";
import { calledHere, useShownCall } from "../open-call.tsx";
import { PersonMenu } from "../people/person-menu.tsx";
import type { Place } from "./arrangement.ts";
import { Picture } from "./picture.tsx";
import { QualitySign } from "./quality-sign.tsx";
import { TileFace } from "./tile-face.tsx";
import type { Tile as TileOf } from "./tiles.ts";

interface TileProps {
  tile: TileOf;
  place: Place;
  isPinned: boolean;
  onPin: (tile: TileOf) => void;
}

/** Too small for more than a name. */
const SMALL = 150;

/** One picture of the call: whom it shows, what they send, and what can be done about them. */
export function Tile({ tile, place, isPinned, onPin }: TileProps) {
  const { session } = useShownCall();
  const { peer, kind } = tile;
  const isScreen = kind === "screen";
  const called = calledHere(peer);
  // One sees oneself as soon as there is something to see.
  const showsPicture = peer.self || (isScreen ? peer.media.screen : peer.media.video);
  const stream = peer.self ? session.local.camera : session.streamOf(peer.id, isScreen ? "screen" : "camera");
  return (
    // Two clicks pin it, as its menu does for keys.
    <li
      className="call-tile duration-calm"
      style={{ insetInlineStart: place.start, top: place.top, width: place.width, height: place.height }}
      data-kind={kind}
      data-peer={peer.id}
      data-speaking={peer.speaking && !isScreen ? "" : undefined}
      aria-label={isScreen ? `What ${peer.name} shares` : called}
      onDoubleClick={() => onPin(tile)}
    >
      {isScreen ? null : <TileFace user={peer.user} name={peer.name} room={Math.min(place.width, place.height)} />}
      {showsPicture ? (
        <Picture
          stream={stream}
          label={isScreen ? `${peer.name}'s screen` : `${peer.name}'s camera`}
          shows={isScreen ? "screen" : "face"}
          mirrored={peer.self ? "mirrored" : "as it is"}
        />
      ) : null}
      <span className="call-plates" data-at="head">
        <Signs tile={tile} />
        <LinkSign tile={tile} />
      </span>
      <span className="call-plates" data-at="foot">
        <span className="call-plate">
          {isPinned ? <Pin role="img" aria-label="Pinned" className="text-accent" /> : null}
          {isScreen || peer.media.audio ? null : <MicOff role="img" aria-label="Muted" className="text-danger" />}
          <span className="truncate" dir="auto" title={called}>
            {isScreen ? `${peer.name} shares` : called}
          </span>
        </span>
      </span>
      <div className={clsx("call-tile-acts", place.width < SMALL && "max-md:hidden")}>
        <PersonMenu
          peer={peer}
          label={isScreen ? `More about what ${peer.name} shares` : `More about the picture of ${called}`}
          pin={{ isPinned, toggle: () => onPin(tile) }}
        />
      </div>
    </li>
  );
}

/** What is to be noticed about someone at once: a hand, a network that is bad. */
function Signs({ tile: { peer, kind } }: { tile: TileOf }) {
  const isUp = peer.hand !== null;
  const quality = peer.quality === "good" ? null : peer.quality;
  if (kind === "screen" || (!isUp && quality === null)) return null;
  return (
    <span className="call-plate">
      {isUp ? <Hand role="img" aria-label="Hand raised" className="text-warn" /> : null}
      {quality === null ? null : <QualitySign quality={quality} whose={peer.self ? "your" : "their"} />}
    </span>
  );
}

/** How it stands with the path to someone, where it does not simply stand. */
function LinkSign({ tile: { peer, kind } }: { tile: TileOf }) {
  if (kind === "screen" || peer.self) return null;
  if (peer.link === "failed") {
    return (
      <span className="call-plate" data-tone="danger">
        <TriangleAlert aria-hidden />
        <span className="call-plate-words">No path to them</span>
      </span>
    );
  }
  const isBack = peer.away || peer.link === "reconnecting";
  if (!isBack && peer.link !== "connecting") return null;
  return (
    <span className="call-plate">
      <LoaderCircle aria-hidden data-motion="keep" className="animate-turn" />
      <span className="call-plate-words">{isBack ? "Reconnecting…" : "Connecting…"}</span>
    </span>
  );
}

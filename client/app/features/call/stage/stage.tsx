import { useRef } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { callView, pinned, selfView } from "../choices.ts";
import { useShownCall } from "../open-call.tsx";
import { aroundMain, inGrid } from "./arrangement.ts";
import { Reactions } from "./reactions.tsx";
import { Tile } from "./tile.tsx";
import { mainOf, type Tile as TileOf, tilesOf } from "./tiles.ts";
import { useSize } from "./use-size.ts";

/** The pictures of the call, as large as there is room: all alike, or one large and the others beside it. */
export function Stage() {
  const { session, state } = useShownCall();
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const view = useObserved(callView);
  const self = useObserved(selfView);
  const fixed = useObserved(pinned);
  const speaker = useObserved(session.activeSpeaker);
  const tiles = tilesOf(state.peers, self);
  const main = mainOf(tiles, { view, pinned: fixed, speaker });
  const places = size ? (main ? aroundMain(tiles.length, tiles.indexOf(main), size) : inGrid(tiles.length, size)) : [];
  const pin = ({ id }: TileOf) => pinned.set(fixed === id ? null : id);
  return (
    <div ref={stage} className="call-stage" data-view={main ? "main" : "grid"}>
      <ul aria-label="In the call" className="contents">
        {tiles.map((tile, index) => {
          const place = places[index];
          return place ? (
            <Tile key={tile.id} tile={tile} place={place} isPinned={tile.id === fixed} onPin={pin} />
          ) : null;
        })}
      </ul>
      <Reactions />
    </div>
  );
}

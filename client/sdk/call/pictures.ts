import type { CallPeer } from "../../../durable-objects/call/protocol.ts";
import { Cell, type Observed } from "../observed.ts";
import type { Equipment } from "./media/equipment.ts";
import type { Link } from "./mesh/link.ts";
import type { Picture } from "./state.ts";

/** What is seen of a peer, and by which word of theirs it may be. */
const SEEN = [
  { picture: "camera", said: "video" },
  { picture: "screen", said: "screen" },
] as const satisfies readonly { picture: Picture; said: string }[];

interface Shown {
  stream: Cell<MediaStream | null>;
  /** Made for this track, and shown again when that is. */
  made: { track: MediaStreamTrack; stream: MediaStream } | null;
}

/** What is seen of each in the call: nothing of whom the roster says that they show nothing. */
export class Pictures {
  readonly #makeStream: Equipment["makeStream"];
  readonly #own: { readonly [Name in Picture]: Observed<MediaStream | null> };
  readonly #shown = new Map<string, Shown>();

  constructor(makeStream: Equipment["makeStream"], own: { readonly [Name in Picture]: Observed<MediaStream | null> }) {
    this.#makeStream = makeStream;
    this.#own = own;
  }

  of(peer: string, picture: Picture): Observed<MediaStream | null> {
    return this.#of(peer, picture).stream;
  }

  /** Shows what there is to be seen now, of these. */
  show(peers: readonly CallPeer[], self: string | null, links: ReadonlyMap<string, { link: Link }>): void {
    const ids = new Set(peers.map(({ id }) => id));
    for (const [key, shown] of this.#shown) {
      if (ids.has(key.slice(0, key.lastIndexOf("/")))) continue;
      shown.stream.set(null);
      shown.made = null;
    }
    for (const { id, media } of peers) {
      for (const { picture, said } of SEEN) {
        const shown = this.#of(id, picture);
        const track = links.get(id)?.link.theirs(picture)?.receiver.track ?? null;
        if (id === self) shown.stream.set(this.#own[picture].value);
        else shown.stream.set(media[said] && track ? this.#streamOf(shown, track) : null);
      }
    }
  }

  #streamOf(shown: Shown, track: MediaStreamTrack): MediaStream {
    if (shown.made?.track !== track) shown.made = { track, stream: this.#makeStream([track]) };
    return shown.made.stream;
  }

  #of(peer: string, picture: Picture): Shown {
    const key = `${peer}/${picture}`;
    const known = this.#shown.get(key);
    if (known) return known;
    const shown: Shown = { stream: new Cell<MediaStream | null>(null), made: null };
    this.#shown.set(key, shown);
    return shown;
  }
}

import type { QualitySummary } from "../../../../durable-objects/workspace/calls/protocol.ts";
import type { Clock } from "../../clock.ts";
import type { Link } from "../mesh/link.ts";
import type { Path } from "../mesh/path.ts";
import { roomAfter } from "../mesh/rates.ts";
import type { LinkQuality } from "../state.ts";
import { type Measures, measuresOf } from "./measures.ts";
import { QualityLog, qualityOf, stretchOf } from "./quality.ts";

const LOOK_MS = 2_000;

interface MetersParts {
  clock: Clock;
  links: () => ReadonlyMap<string, { link: Link }>;
  changed: () => void;
}

/** What is known of one path. */
interface Metered {
  link: Link;
  path: Path;
  measures: Measures;
  /** As it is told, and as it was last measured: it is told once it was measured twice. */
  quality: LinkQuality | null;
  measured: LinkQuality | null;
  room: number;
}

/** Looks at each path every while: tells how good it is, sends less over one that loses much, and keeps what the log says. */
export class Meters {
  readonly #parts: MetersParts;
  #log = new QualityLog();
  #metered = new Map<string, Metered>();
  /** Of paths that are no more. */
  #reconnects = 0;
  #lookedAt = 0;
  #cancel: () => void = () => {};
  #closed = false;

  constructor(parts: MetersParts) {
    this.#parts = parts;
  }

  /** Null until something was measured. */
  qualityOf(peer: string): LinkQuality | null {
    return this.#metered.get(peer)?.quality ?? null;
  }

  /** How good it was so far; null while nothing was measured. */
  get summary(): QualitySummary | null {
    const present = [...this.#parts.links().values()].reduce((sum, { link }) => sum + link.reconnects, 0);
    return this.#log.summary(this.#reconnects + present);
  }

  /** A stay in the call begins: what was measured before was of another. */
  begin(): void {
    this.#closed = false;
    this.#log = new QualityLog();
    this.#reconnects = 0;
    this.#lookedAt = this.#parts.clock.now();
    this.#after();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#metered = new Map();
  }

  #after(): void {
    this.#cancel();
    if (!this.#closed) this.#cancel = this.#parts.clock.after(LOOK_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const before = this.#metered;
    const found = await Promise.all(
      [...this.#parts.links()].map(async ([peer, { link }]) => {
        const { path } = link;
        const stats = link.state === "connected" ? await path?.getStats().catch(() => null) : null;
        const known = before.get(peer);
        if (path && stats) return [peer, this.#measured(link, path, measuresOf(stats), known)] as const;
        return known?.link === link ? ([peer, { ...known, quality: null, measured: null }] as const) : null;
      }),
    );
    if (this.#closed) return;
    this.#metered = new Map(found.filter((each) => each !== null));
    for (const [peer, { link }] of before) {
      if (this.#parts.links().get(peer)?.link !== link) this.#reconnects += link.reconnects;
    }
    const now = this.#parts.clock.now();
    if (this.#metered.size > 0) this.#log.pass(now - this.#lookedAt);
    this.#lookedAt = now;
    this.#after();
    if ([...this.#metered].some(([peer, { quality }]) => quality !== (before.get(peer)?.quality ?? null))) {
      this.#parts.changed();
    }
  }

  #measured(link: Link, path: Path, measures: Measures, before: Metered | undefined): Metered {
    const known = before?.path === path ? before : null;
    const stretch = stretchOf(known?.measures ?? null, measures);
    this.#log.add(stretch);
    const was = known?.room ?? 1;
    const room = measures.lostThere === null ? was : roomAfter(was, measures.lostThere);
    if (room !== was || !known) link.limit(room);
    const measured = qualityOf(stretch);
    const quality = known?.quality == null || measured === known.measured ? measured : known.quality;
    return { link, path, measures, quality, measured, room };
  }
}

import * as Y from "yjs";
import type { HistoryEdit } from "../../../../../durable-objects/doc/history/record/protocol.ts";

/** Structs of one Yjs client that one user made or removed. */
interface Share {
  clock: number;
  end: number;
  user: string;
}

/** Who made and who removed what in some edits, by the ids of structs. Who was first counts. */
export class Authors {
  readonly #made = new Map<number, Share[]>();
  readonly #removed = new Map<number, Share[]>();

  constructor(edits: readonly HistoryEdit[]) {
    for (const { user, update } of edits) {
      const { structs, ds } = Y.decodeUpdate(update);
      for (const struct of structs) {
        if (struct instanceof Y.Skip) continue;
        note(this.#made, struct.id.client, struct.id.clock, struct.length, user);
      }
      for (const [client, ranges] of ds.clients) {
        for (const { clock, len } of ranges) note(this.#removed, client, clock, len, user);
      }
    }
  }

  maker(id: Y.ID): string | undefined {
    return find(this.#made, id);
  }

  remover(id: Y.ID): string | undefined {
    return find(this.#removed, id);
  }
}

function note(shares: Map<number, Share[]>, client: number, clock: number, length: number, user: string): void {
  const known = shares.get(client) ?? [];
  const last = known.at(-1);
  // Typing makes one struct after the other.
  if (last?.user === user && last.end === clock) last.end += length;
  else known.push({ clock, end: clock + length, user });
  shares.set(client, known);
}

function find(shares: ReadonlyMap<number, Share[]>, { client, clock }: Y.ID): string | undefined {
  return shares.get(client)?.find((share) => share.clock <= clock && clock < share.end)?.user;
}

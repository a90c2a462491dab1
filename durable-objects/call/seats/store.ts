import { z } from "zod";
import { Role } from "../../room/protocol.ts";
import { QualitySummary } from "../../workspace/calls/protocol.ts";
import { PeerMedia, Place } from "../protocol.ts";
import { Rows } from "../rows.ts";

/** One seat, and the socket that sits in it. */
export const Seat = z.object({
  peer: z.string(),
  user: z.string(),
  name: z.string(),
  /** What they are in the workspace. */
  standing: Role,
  /** The tab's own key, and the load of its page that sits here now; those before it are not let back. */
  key: z.string(),
  page: z.string(),
  formerPages: z.array(z.string()),
  place: Place,
  generation: z.number(),
  media: PeerMedia,
  /** Whether a host muted them, and they have not unmuted themselves since. */
  muted: z.boolean(),
  hand: z.number().nullable(),
  /** The socket that sits here; null while it is gone, and the seat is kept until then, in ms since 1970. */
  connection: z.string().nullable(),
  until: z.number().nullable(),
  joinedAt: z.number(),
  quality: QualitySummary.nullable(),
});
export type Seat = z.infer<typeof Seat>;

/** The seats, in the order in which they were taken. */
export class SeatStore {
  readonly #rows: Rows<Seat>;
  #byConnection: Map<string, string> | null = null;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "seats", Seat);
  }

  find(peer: string): Seat | undefined {
    return this.#rows.find(peer);
  }

  /** The seat that the socket of this connection sits in. Asked for each signal that is relayed. */
  at(connection: string): Seat | undefined {
    this.#byConnection ??= new Map(
      this.all().flatMap((seat) => (seat.connection === null ? [] : [[seat.connection, seat.peer]])),
    );
    const peer = this.#byConnection.get(connection);
    return peer === undefined ? undefined : this.find(peer);
  }

  of(user: string): Seat[] {
    return this.all().filter((seat) => seat.user === user);
  }

  all(): Seat[] {
    return this.#rows.all();
  }

  get size(): number {
    return this.#rows.size;
  }

  onStage(): number {
    return this.all().filter(({ place }) => place === "stage").length;
  }

  put(seat: Seat): void {
    this.#rows.put(seat.peer, seat);
    this.#byConnection = null;
  }

  remove(peer: string): void {
    this.#rows.remove(peer);
    this.#byConnection = null;
  }

  forget(): void {
    this.#rows.forget();
    this.#byConnection = null;
  }
}

import { Call } from "../workspace/calls/protocol.ts";
import { CourseStore } from "./course/store.ts";
import { KnockStore, PeopleStore } from "./lobby/store.ts";
import { RingStore } from "./ringing/store.ts";
import { Rows } from "./rows.ts";
import { SeatStore } from "./seats/store.ts";

/** What the room keeps, by what it is about. */
export interface Stores {
  about: AboutStore;
  course: CourseStore;
  seats: SeatStore;
  people: PeopleStore;
  knocks: KnockStore;
  rings: RingStore;
}

/** The stores over the room's database. */
export function openStores(sql: SqlStorage): Stores {
  return {
    about: new AboutStore(sql),
    course: new CourseStore(sql),
    seats: new SeatStore(sql),
    people: new PeopleStore(sql),
    knocks: new KnockStore(sql),
    rings: new RingStore(sql),
  };
}

/** Lets go of what is kept in mind: what was put may have been undone. */
export function forgetAll(stores: Stores): void {
  for (const store of Object.values(stores)) store.forget();
}

const ONE = "call";

/** The call itself, as its workspace last told it. */
class AboutStore {
  readonly #rows: Rows<Call>;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "call", Call);
  }

  /** What the call is, or undefined before it was founded. */
  find(): Call | undefined {
    return this.#rows.find(ONE);
  }

  put(call: Call): void {
    this.#rows.put(ONE, call);
  }

  forget(): void {
    this.#rows.forget();
  }
}

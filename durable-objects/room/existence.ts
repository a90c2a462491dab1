import type { RoomAddress } from "./authority.ts";
import { type Outcome, ok, RoomError } from "./errors.ts";
import type { Kind } from "./protocol.ts";

const ADDRESS_KEY = "room.address";
const ERASED_KEY = "room.erased";

/**
 * Whether the room is there: not before it was created, from then on at one address, and never again once erased.
 * Nothing is stored before {@link create}.
 */
export class Existence {
  readonly #storage: DurableObjectStorage;
  readonly #migrate: () => void;
  #address: RoomAddress | null;

  /** `migrate` brings the room's schema up; it is run at creation, and now if the room was created before. */
  constructor(storage: DurableObjectStorage, migrate: () => void) {
    this.#storage = storage;
    this.#migrate = migrate;
    this.#address = storage.kv.get<RoomAddress>(ADDRESS_KEY) ?? null;
    if (this.#address) migrate();
  }

  /** True from creation until the object is wiped: its tables are there. */
  get stored(): boolean {
    return this.#address !== null;
  }

  /** The address, or null for a room never created or erased. */
  get address(): RoomAddress | null {
    return this.#address && !this.erased ? this.#address : null;
  }

  /** True once the room was erased: it stays so for ever. */
  get erased(): boolean {
    return this.#storage.kv.get<boolean>(ERASED_KEY) === true;
  }

  /** The address. @throws RoomError `not_found` for a room never created or erased. */
  demand(): RoomAddress {
    const address = this.address;
    if (!address) throw new RoomError("not_found", "This does not exist.");
    return address;
  }

  /** Creates the room of this `kind` and `name` at an address; again at the same one, it changes nothing. */
  create(at: RoomAddress, kind: Kind, name: string): Outcome<null> {
    if (this.erased || at.kind !== kind || at.room !== name) {
      return { ok: false, problem: { code: "gone", message: "This room cannot be created." } };
    }
    if (this.#address) {
      return this.#address.workspace === at.workspace
        ? ok(null)
        : { ok: false, problem: { code: "conflict", message: "This room already exists." } };
    }
    this.#storage.transactionSync(() => {
      this.#storage.kv.put(ADDRESS_KEY, at);
      this.#migrate();
    });
    this.#address = at;
    return ok(null);
  }

  /** Marks the room as gone, while its object still holds what is needed to clear what lies outside it. */
  condemn(): void {
    this.#storage.kv.put(ERASED_KEY, true);
  }

  /** Wipes the object but for the mark. */
  async wipe(): Promise<void> {
    await this.#storage.deleteAll();
    this.condemn();
    this.#address = null;
  }
}

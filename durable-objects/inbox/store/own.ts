import { Preferences } from "../protocol.ts";
import { USUAL_PREFERENCES } from "../usual.ts";

/** What the inbox knows of its user alone: their preferences, and what the digest needs. */
export class OwnStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What the user set, over what is usual: a reason that a later release adds is as usual. */
  preferences(): Preferences {
    const kept = this.#get("preferences");
    if (kept === null) return USUAL_PREFERENCES;
    const { reasons, ...set }: Partial<Preferences> = JSON.parse(kept);
    const later: Partial<Preferences["reasons"]> = JSON.parse(this.#get("later_reasons") ?? "{}");
    return Preferences.parse({
      ...USUAL_PREFERENCES,
      ...set,
      reasons: { ...USUAL_PREFERENCES.reasons, ...reasons, ...later },
    });
  }

  /** Reasons that were added since stand apart: the release before them refuses preferences that name any. */
  setPreferences(preferences: Preferences): void {
    const { call, ...reasons } = preferences.reasons;
    this.#set("preferences", JSON.stringify({ ...preferences, reasons }));
    this.#set("later_reasons", JSON.stringify({ call }));
  }

  /** Up to when the digests so far have told, ms since 1970. */
  digestedUpTo(): number {
    return Number(this.#get("digested_up_to") ?? 0);
  }

  setDigestedUpTo(time: number): void {
    this.#set("digested_up_to", String(time));
  }

  /** The address at which the user opened the app last, for links in mails where no public one is set. */
  origin(): string | null {
    return this.#get("origin");
  }

  setOrigin(origin: string): void {
    if (this.origin() !== origin) this.#set("origin", origin);
  }

  #get(name: string): string | null {
    return this.#sql.exec<{ value: string }>("SELECT value FROM own WHERE name = ?", name).toArray()[0]?.value ?? null;
  }

  #set(name: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO own (name, value) VALUES (?, ?)", name, value);
  }
}

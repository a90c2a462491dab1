import { Cell, type Observed } from "../../observed.ts";
import type { LocalSource } from "../local.ts";
import type { Equipment } from "./equipment.ts";
import { failureOf } from "./failure.ts";

const OFF: LocalSource = { state: "off", failure: null };

/** What is shared of one's screen. */
interface Shared {
  picture: MediaStreamTrack;
  sound: MediaStreamTrack | null;
}

/** One's screen: asked for each time it is shared, and given back by us or in the browser's own bar. */
export class ScreenSource {
  readonly #open: Equipment["openScreen"];
  readonly #changed: () => void;
  readonly #state = new Cell<LocalSource>(OFF);
  #shared: Shared | null = null;
  #attempt = 0;

  constructor(open: Equipment["openScreen"], changed: () => void) {
    this.#open = open;
    this.#changed = changed;
  }

  get state(): Observed<LocalSource> {
    return this.#state;
  }

  get shared(): Shared | null {
    return this.#shared;
  }

  async share(): Promise<void> {
    const attempt = ++this.#attempt;
    if (!this.#shared) this.#state.set({ state: "asking", failure: null });
    try {
      const shared = await this.#open();
      if (attempt !== this.#attempt) return letGo(shared);
      if (this.#shared) letGo(this.#shared);
      this.#shared = shared;
      shared.picture.addEventListener("ended", () => {
        if (shared === this.#shared) this.stop();
      });
      this.#state.set({ state: "on", failure: null });
      this.#changed();
    } catch (cause) {
      if (attempt !== this.#attempt || this.#shared) return;
      this.#state.set({ state: "failed", failure: failureOf("screen", cause) });
    }
  }

  stop(): void {
    this.#attempt++;
    if (this.#shared) letGo(this.#shared);
    this.#shared = null;
    this.#state.set(OFF);
    this.#changed();
  }
}

function letGo({ picture, sound }: Shared): void {
  picture.stop();
  sound?.stop();
}

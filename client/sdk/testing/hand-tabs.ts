import type { Release, Tabs } from "../storage/tabs.ts";

/** The tabs of one browser, which close and crash when a test says so. */
export class HandTabs {
  readonly #holders = new Map<string, HandTab>();
  readonly #waiting: { name: string; tab: HandTab; granted: (release: Release | null) => void }[] = [];
  readonly #tabs = new Set<HandTab>();

  open(): HandTab {
    const tab = new HandTab(this);
    this.#tabs.add(tab);
    return tab;
  }

  take(name: string, tab: HandTab): Release | null {
    if (tab.gone || this.#holders.has(name)) return null;
    this.#holders.set(name, tab);
    return () => this.#release(name, tab);
  }

  await(name: string, tab: HandTab, until: AbortSignal): Promise<Release | null> {
    const release = this.take(name, tab);
    if (release) return Promise.resolve(release);
    return new Promise((granted) => {
      this.#waiting.push({ name, tab, granted });
      until.addEventListener("abort", () => granted(null));
    });
  }

  tell(name: string): void {
    for (const tab of this.#tabs) for (const listener of [...tab.listeners]) listener(name);
  }

  /** A tab is gone: whatever it held is free. */
  end(tab: HandTab): void {
    this.#tabs.delete(tab);
    for (const [name, holder] of [...this.#holders]) if (holder === tab) this.#release(name, tab);
  }

  #release(name: string, tab: HandTab): void {
    if (this.#holders.get(name) !== tab) return;
    this.#holders.delete(name);
    const next = this.#waiting.findIndex((each) => each.name === name && !each.tab.gone);
    const [heir] = next < 0 ? [] : this.#waiting.splice(next, 1);
    if (heir) heir.granted(this.take(name, heir.tab));
  }
}

/** One tab among {@link HandTabs}. */
export class HandTab implements Tabs {
  readonly listeners = new Set<(name: string) => void>();
  readonly #tabs: HandTabs;
  /** It crashed or was closed; nothing it was about to do is done any more. */
  gone = false;

  constructor(tabs: HandTabs) {
    this.#tabs = tabs;
  }

  async take(name: string): Promise<Release | null> {
    return this.#tabs.take(name, this);
  }

  await(name: string, until: AbortSignal): Promise<Release | null> {
    return this.#tabs.await(name, this, until);
  }

  tell(name: string): void {
    this.#tabs.tell(name);
  }

  hear(listener: (name: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {}

  crash(): void {
    this.gone = true;
    this.#tabs.end(this);
  }
}

import { newKey } from "../id.ts";
import { browserTabs } from "../storage/tabs.ts";

const NAME = "ensemble:call-tab";
/** A page that is loaded anew may have to wait this long until the one before it has let go. */
const PATIENCE_MS = 500;

/** Of which tab a page is: a call knows the seat of a tab again after a reload. */
export interface Tab {
  /** The tab's own, kept over a reload. No other tab has it, one that was made as this one's copy neither. */
  key(): Promise<string>;
  /** New with each load of the page. */
  page: string;
}

let key: Promise<string> | null = null;

/** The tab this page is in. */
export const thisTab: Tab = {
  key: () => {
    key ??= findKey();
    return key;
  },
  page: newKey(),
};

async function findKey(): Promise<string> {
  const tabs = browserTabs(NAME);
  const kept = read();
  // A copied tab begins with the same storage; whichever of the two came first keeps what is in it.
  const held = kept !== null && (await tabs.await(`${NAME}:${kept}`, AbortSignal.timeout(PATIENCE_MS)));
  if (kept !== null && held !== null) return kept;
  const made = newKey();
  await tabs.take(`${NAME}:${made}`);
  write(made);
  return made;
}

function read(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}

function write(made: string): void {
  try {
    sessionStorage.setItem(NAME, made);
  } catch {
    // Storage is full or forbidden: a reload is then another seat.
  }
}

/** What the writers type, encoded before the clock starts. */
import * as Y from "yjs";

export interface Writer {
  /** The Yjs client id of its updates. */
  client: number;
  /** Update `n` holds exactly the clocks from n to n + 1 of this client. */
  updates: Uint8Array[];
}

/** Client ids of the writers; ids of random size would make runs differ in bytes. */
const FIRST_CLIENT = 1_000_000_001;
const WORDS = "the quick brown fox jumps over the lazy dog and types on ";

/** Writers who each type one character an update into one shared text, each at the end of what they wrote. */
export function typeAhead(writers: number, updatesEach: number): Writer[] {
  return Array.from({ length: writers }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = FIRST_CLIENT + index;
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    const text = doc.getText("default");
    for (let n = 0; n < updatesEach; n++) text.insert(n, WORDS.charAt((n + index) % WORDS.length));
    doc.destroy();
    return { client: FIRST_CLIENT + index, updates };
  });
}

/** The text that everyone must end with. */
export function textOf(updates: Iterable<Uint8Array>): string {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const text = doc.getText("default").toString();
  doc.destroy();
  return text;
}

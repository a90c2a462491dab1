import type { DocSession } from "../sdk/doc/session.ts";
import type { DocStatus } from "../sdk/doc/status.ts";
import { Cell, type Observed } from "../sdk/observed.ts";
import { useObserved } from "./observed.ts";

/** The docs that are open on this page, and how each is. */
class OpenDocs {
  readonly #sessions = new Set<DocSession>();
  readonly #statuses = new Cell<readonly DocStatus[]>([]);

  get statuses(): Observed<readonly DocStatus[]> {
    return this.#statuses;
  }

  has(docId: string): boolean {
    return [...this.#sessions].some((session) => session.docId === docId);
  }

  /** Adds one; answers the function that takes it away. */
  add(session: DocSession): () => void {
    this.#sessions.add(session);
    const stop = session.status.subscribe(() => this.#look());
    this.#look();
    return () => {
      stop();
      this.#sessions.delete(session);
      this.#look();
    };
  }

  #look(): void {
    this.#statuses.set([...this.#sessions].map(({ status }) => status.value));
  }
}

/** Those of this page. */
export const openDocs = new OpenDocs();

/** How each doc that is open on this page is. */
export function useDocStatuses(): readonly DocStatus[] {
  return useObserved(openDocs.statuses);
}

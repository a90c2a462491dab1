/** One person of a recorded session, typing into a live document through a stock Yjs client. */
import { EventEmitter, once } from "node:events";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { type Edit, TEXT } from "./editing-session.ts";

/** What a stock client needs to come in. */
export interface Door {
  /** The server's address, `http://…`. */
  url: string;
  docId: string;
  ticket: string;
}

/**
 * Types `edits` one by one, each as soon as what its writer saw has arrived, whether or not the server is there. Stock
 * `WebsocketProvider` from end to end; two in one process would also meet without a server, hence `disableBc`.
 */
export class LiveWriter implements Disposable {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly #edits: readonly Edit[];
  readonly #events = new EventEmitter();
  #typed = 0;
  #typing = false;

  constructor(door: Door, edits: readonly Edit[]) {
    this.#edits = edits;
    const { url, docId, ticket } = door;
    this.provider = new WebsocketProvider(`${url.replace(/^http/, "ws")}/rooms/doc`, docId, this.doc, {
      params: { ticket },
      disableBc: true,
    });
    this.doc.on("update", () => this.#changed());
    this.provider.on("sync", () => this.#events.emit("change"));
  }

  /** How many of its edits are in its document. */
  get typed(): number {
    return this.#typed;
  }

  get text(): string {
    return this.doc.getText(TEXT).toString();
  }

  /** Types what is ready now; afterwards each arrival goes on with it. */
  begin(): void {
    this.#changed();
  }

  /** Answers once `holds` does, which it asks again after every change of the document and of its connection. */
  async until(holds: (writer: LiveWriter) => boolean): Promise<void> {
    while (!holds(this)) await once(this.#events, "change");
  }

  [Symbol.dispose](): void {
    this.provider.destroy();
    this.doc.destroy();
  }

  #changed(): void {
    // Typing changes the document too, and must not begin again inside itself.
    if (this.#typing) return;
    this.#typing = true;
    for (let edit = this.#next(); edit; edit = this.#next()) {
      Y.applyUpdate(this.doc, edit.update, this);
      this.#typed += 1;
    }
    this.#typing = false;
    this.#events.emit("change");
  }

  #next(): Edit | undefined {
    const edit = this.#edits[this.#typed];
    if (!edit) return undefined;
    for (const [client, clock] of edit.seen) {
      if (Y.getState(this.doc.store, client) < clock) return undefined;
    }
    return edit;
  }
}

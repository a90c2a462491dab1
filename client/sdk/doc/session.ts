import * as Y from "yjs";
import type { DocServerMessage } from "../../../durable-objects/doc/protocol.ts";
import { CloseCode } from "../../../durable-objects/room/protocol.ts";
import { type Clock, systemClock } from "../clock.ts";
import { Connection, type ConnectionOptions, type ConnectionState } from "../connection/connection.ts";
import { PassKeeper } from "../connection/pass.ts";
import { Receipts } from "../connection/receipts.ts";
import { Cell, type Observed } from "../observed.ts";
import type { DocCopies } from "./copies.ts";
import type { SetAside } from "./database.ts";
import { Inbox } from "./inbox.ts";
import { type GivenUp, Keeper } from "./keeper.ts";
import { Replica } from "./replica.ts";
import type { Shelf } from "./shelf.ts";
import { type DocStatus, sameStatus, statusOf } from "./status.ts";
import type { DocAccess, DocView } from "./view.ts";
import { type DocFrame, extraFrame } from "./wire.ts";

export interface DocSessionOptions extends ConnectionOptions {
  docId: string;
  /** Where offline copies are kept; null for a doc that lives in memory only. */
  copies: DocCopies | null;
}

/**
 * One doc, open: the Yjs provider. It keeps a Y.Doc in step with the room's, says truly how far what was written is
 * saved, keeps an offline copy, and survives refusals by setting the local copy aside and building the doc anew.
 */
export class DocSession {
  readonly docId: string;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #keeper: Keeper;
  readonly #pass: PassKeeper;
  readonly #inbox: Inbox;
  readonly #receipts = new Receipts();
  readonly #view = new Cell<DocView | null>(null);
  readonly #access = new Cell<DocAccess | null>(null);
  readonly #status = new Cell<DocStatus>({ name: "connecting" });
  #replica: Replica | null = null;
  #generation: string | null = null;
  #refusal: { code: string; message: string } | null = null;
  #ended = false;

  constructor({ docId, copies, ...options }: DocSessionOptions) {
    this.docId = docId;
    this.#keeper = new Keeper(docId, copies);
    this.#clock = options.clock ?? systemClock;
    this.#inbox = new Inbox({ take: (frame) => this.#take(frame), failed: () => this.#connection.distrust() });
    this.#connection = new Connection(
      {
        opened: () => this.#opened(),
        frame: (frame) => this.#frame(frame),
        lost: () => this.#lost(),
        flush: () => this.flush(),
      },
      options,
    );
    this.#pass = new PassKeeper(this.#clock, () => this.#connection.send(extraFrame({ type: "renew" })));
    this.#connection.state.subscribe(() => this.#connectionChanged(this.#connection.state.value));
  }

  /** Null until there is something true to show: the offline copy, or the room's own word. */
  get view(): Observed<DocView | null> {
    return this.#view;
  }

  get status(): Observed<DocStatus> {
    return this.#status;
  }

  get connection(): Observed<ConnectionState> {
    return this.#connection.state;
  }

  /** Null until the room has said it. */
  get access(): Observed<DocAccess | null> {
    return this.#access;
  }

  /** What rooms would not take of this user, this doc's among it. */
  get shelf(): Shelf {
    return this.#keeper.shelf;
  }

  /** Opens the offline copy, if there is one, and the connection. */
  async open(): Promise<void> {
    await this.#openCopy();
    if (!this.#ended) this.#connection.open();
  }

  /** Tries again at once, also after a final close. */
  retry(): void {
    this.#connection.restart();
  }

  /** Sends what is held back, now. */
  flush(): void {
    this.#replica?.flush();
  }

  /** Leaves the doc. What was written and not yet confirmed stays in the offline copy. Resolves when that is closed. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#pass.dropped();
    this.#view.set(null);
    this.#replica?.leave();
    this.#connection.close();
    // A copy that is just being opened must yet get what was written.
    await this.#keeper.idle();
    await this.#replica?.end();
    this.#replica = null;
  }

  /**
   * Writes what was set aside into the doc again, as new work of this user. Only for the same generation: what came
   * before an erasure would bring the erased content back.
   */
  async putBack(entry: SetAside): Promise<boolean> {
    const replica = this.#replica;
    if (!replica || !this.canPutBack(entry)) return false;
    Y.applyUpdate(replica.doc, entry.update, "put back");
    await this.shelf.discard(entry.id);
    return true;
  }

  /** True when `putBack` would do it. */
  canPutBack(entry: SetAside): boolean {
    return (
      entry.docId === this.docId && entry.generation === this.#generation && this.#access.value?.readOnly === false
    );
  }

  // --- The replica ---

  async #openCopy(): Promise<void> {
    const loaded = await this.#keeper.load();
    if (!loaded) return;
    if (this.#ended) return loaded.copy.close();
    this.#generation = loaded.copy.place.generation;
    this.#replica = new Replica(loaded.doc, loaded.copy, this.#port());
    this.#show(this.#replica);
  }

  /** Begins the offline copy of a replica that has none. */
  #keep(replica: Replica, generation: string): void {
    this.#keeper.keep(replica.doc, generation, (copy) => {
      if (replica !== this.#replica) {
        void copy.close();
        return;
      }
      replica.keepIn(copy);
      this.#update();
    });
  }

  /** Ends the present replica. What nobody has confirmed of it is set aside. */
  #giveUp(why: GivenUp): void {
    const replica = this.#replica;
    if (!replica) return;
    const { doc, copy, unsaved } = replica;
    const generation = this.#generation ?? "";
    this.#replica = null;
    this.#generation = null;
    this.#view.set(null);
    this.#keeper.giveUp({ doc, copy, unsaved, generation, at: this.#clock.now(), end: () => replica.end() }, why);
  }

  // --- The socket ---

  #opened(): void {
    this.#inbox.reset();
    this.#receipts.reset();
  }

  #frame(frame: string | Uint8Array): void {
    if (typeof frame === "string") return;
    const read = this.#receipts.read(frame);
    if (read !== null) this.#connection.send(extraFrame({ type: "read", bytes: read }));
    this.#inbox.add(frame);
  }

  #take(frame: DocFrame): void {
    switch (frame.type) {
      case "asked":
        this.#replica?.asked(frame.vector);
        return;
      case "content": {
        const replica = this.#replica;
        replica?.received(frame.update, frame.complete);
        if (replica?.synced || frame.complete) this.#show(replica);
        return;
      }
      case "presence":
        this.#replica?.presence.apply(frame.update);
        return;
      case "said":
        this.#said(frame.message);
        return;
      case "deflated":
        throw new Error("a compressed frame within a compressed frame");
      case "unknown":
        return;
    }
  }

  #said(message: DocServerMessage): void {
    switch (message.type) {
      case "hello":
        this.#greeted(message);
        return;
      case "saved":
        this.#replica?.confirmed(message.n);
        return;
      case "pass":
        this.#access.set({ role: message.role, readOnly: message.readOnly });
        this.#pass.held(message.validUntil);
        return;
      case "refused":
        this.#refused(message);
        return;
      case "error":
        // The room could not do something just now, as renewing the pass, which is asked for again by itself.
        return;
    }
  }

  #greeted(hello: Extract<DocServerMessage, { type: "hello" }>): void {
    const { role, readOnly, generation } = hello;
    this.#access.set({ role, readOnly });
    this.#pass.held(hello.validUntil);
    if (this.#generation !== generation) {
      const message = "The content of this page was erased while you were away.";
      this.#giveUp({ code: "erased", message, next: "none" });
    }
    const replica = this.#replica ?? new Replica(new Y.Doc(), null, this.#port());
    this.#replica = replica;
    this.#generation = generation;
    if (!replica.copy) this.#keep(replica, generation);
    replica.greeted(readOnly);
  }

  /** The room ignores this socket's writing from now on, so a new doc and a new socket take over. */
  #refused({ code, message }: { code: string; message: string }): void {
    this.#refusal = { code, message };
    this.#giveUp({ code, message, next: "empty" });
    this.#connection.restart();
    this.#update();
  }

  #lost(): void {
    this.#inbox.reset();
    this.#pass.dropped();
    this.#replica?.lost();
    this.#update();
  }

  #connectionChanged(state: ConnectionState): void {
    if (state.name === "closed" && !this.#ended) this.#closed(state);
    this.#update();
  }

  #closed({ code, sentence }: { code: number; sentence: string }): void {
    switch (code) {
      case CloseCode.forbidden:
      case CloseCode.gone:
        this.#giveUp({ code: code === CloseCode.gone ? "gone" : "forbidden", message: sentence, next: "none" });
        return;
      case CloseCode.tooLarge:
      case CloseCode.invalid:
        // What is unsaved here is what the room cannot take; without it, the doc opens again.
        if (this.#replica?.unsaved) this.#refused({ code: "too_large", message: sentence });
        return;
    }
  }

  #port() {
    return {
      clock: this.#clock,
      send: (frame: Uint8Array<ArrayBuffer>) => {
        this.#connection.send(frame);
      },
      changed: () => this.#update(),
    };
  }

  #show(replica: Replica | null): void {
    if (!replica || this.#view.value?.doc === replica.doc) return;
    this.#view.set({ doc: replica.doc, awareness: replica.presence.awareness });
  }

  #update(): void {
    const connection = this.#connection.state.value;
    if (this.#replica?.synced && this.#replica.settled) this.#refusal = null;
    const status = statusOf({ connection, refusal: this.#refusal, replica: this.#replica });
    if (!sameStatus(status, this.#status.value)) this.#status.set(status);
  }
}

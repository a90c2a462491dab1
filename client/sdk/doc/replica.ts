import * as Y from "yjs";
import type { Clock } from "../clock.ts";
import type { DocCopy } from "./copy.ts";
import { Outgoing } from "./outgoing.ts";
import { DocPresence } from "./presence.ts";
import type { Kept } from "./status.ts";
import { askFrame, presenceFrame } from "./wire.ts";

/** How long what was written is gathered before it is sent, in ms: shorter when somebody is watching. */
export const BATCH_IN_COMPANY_MS = 50;
export const BATCH_ALONE_MS = 250;

interface ReplicaPort {
  clock: Clock;
  /** Sends a frame on the open socket, or drops it. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Called when `unsaved`, `settled` or `synced` may have changed. */
  changed(): void;
}

/**
 * One Y.Doc in step with the room's. It lives as long as its content may stay: a refusal or another generation ends it,
 * and a new one is built, for a Y.Doc cannot forget what was written into it.
 */
export class Replica {
  readonly doc: Y.Doc;
  readonly presence: DocPresence;
  readonly #port: ReplicaPort;
  readonly #outgoing: Outgoing;
  #copy: DocCopy | null = null;
  #synced = false;
  #readOnly = false;
  #open = false;
  #cancelBatch: (() => void) | null = null;

  /** @param copy the offline copy `doc` was loaded from, if there is one */
  constructor(doc: Y.Doc, copy: DocCopy | null, port: ReplicaPort) {
    this.doc = doc;
    this.#port = port;
    this.#outgoing = new Outgoing(copy?.unsaved ?? false, (frame) => port.send(frame));
    this.presence = new DocPresence(doc, () => this.#soon());
    this.#copy = copy;
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#wrote(update);
    });
  }

  get copy(): DocCopy | null {
    return this.#copy;
  }

  /** True while something written here is not confirmed by the room. */
  get unsaved(): boolean {
    return this.#outgoing.unsaved;
  }

  /** True when the room has confirmed, on the present socket, all that was written here. */
  get settled(): boolean {
    return this.#outgoing.settled;
  }

  /** True when the present socket has had its handover, both ways. */
  get synced(): boolean {
    return this.#synced && this.#outgoing.flowing;
  }

  /** Whether this browser keeps what is written here. */
  get kept(): Kept {
    if (!this.#copy) return "no";
    return this.#copy.stored ? "yes" : "soon";
  }

  /** Keeps the doc in `copy` from now on. */
  keepIn(copy: DocCopy): void {
    this.#copy = copy;
    if (this.unsaved) copy.wrote(() => this.#port.changed());
  }

  /** A socket is open and has been greeted: ask for what is missing, and say who is here. */
  greeted(readOnly: boolean): void {
    this.#open = true;
    this.#readOnly = readOnly;
    this.#port.send(askFrame(Y.encodeStateVector(this.doc)));
    this.presence.announce();
  }

  /** The room asks for all that `vector` lacks. @throws Error when it cannot be read */
  asked(vector: Uint8Array): void {
    this.#outgoing.answer(Y.encodeStateAsUpdate(this.doc, vector));
    this.#port.changed();
  }

  /** Content from the room. @throws Error when it cannot be applied */
  received(update: Uint8Array, complete: boolean): void {
    Y.applyUpdate(this.doc, update, this);
    if (!complete) return;
    this.#synced = true;
    if (this.#readOnly && !this.#outgoing.flowing) this.#outgoing.offer(() => Y.encodeStateAsUpdate(this.doc));
    this.#port.changed();
  }

  /** The room confirms the first `n` doc frames of this socket. */
  confirmed(n: number): void {
    this.#outgoing.confirm(n);
    if (!this.unsaved) this.#copy?.markSaved();
    this.#port.changed();
  }

  /** Sends what is held back, now. */
  flush(): void {
    this.#cancelBatch?.();
    this.#cancelBatch = null;
    if (!this.#open) return;
    this.#outgoing.flush();
    const presence = this.presence.take();
    if (presence) this.#port.send(presenceFrame(presence));
  }

  /** The socket is gone. */
  lost(): void {
    this.#open = false;
    this.#synced = false;
    this.#cancelBatch?.();
    this.#cancelBatch = null;
    this.#outgoing.lost();
    this.presence.forgetOthers();
    this.#port.changed();
  }

  /** Tells the room that this presence has left, and sends what is held back. Nothing is sent after it. */
  leave(): void {
    this.presence.leave();
    this.flush();
    this.#open = false;
  }

  /** Closes the copy, with all that was written in it, and destroys the doc. */
  async end(): Promise<void> {
    this.leave();
    await this.#copy?.close();
    this.presence.destroy();
    this.doc.destroy();
  }

  #wrote(update: Uint8Array): void {
    this.#outgoing.add(update);
    this.#copy?.wrote(() => this.#port.changed());
    this.#soon();
    this.#port.changed();
  }

  #soon(): void {
    if (!this.#open || this.#cancelBatch) return;
    const wait = this.presence.inCompany ? BATCH_IN_COMPANY_MS : BATCH_ALONE_MS;
    this.#cancelBatch = this.#port.clock.after(wait, () => {
      this.#cancelBatch = null;
      this.flush();
    });
  }
}

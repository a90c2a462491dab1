import type * as Y from "yjs";
import { DocCopies } from "../doc/copies.ts";
import { DocSession } from "../doc/session.ts";
import type { DocStatus } from "../doc/status.ts";
import type { DocView } from "../doc/view.ts";
import { type Observed, when } from "../observed.ts";
import { FakeDocRoom, type FakeDocSocket } from "./fake-doc-room.ts";
import { FakeServer } from "./fake-server.ts";
import { HandClock } from "./hand-clock.ts";
import { HandPage } from "./hand-page.ts";

/** A doc room and the sessions of one user with it, all in the test's own process. */
export class DocBench implements AsyncDisposable {
  readonly clock = new HandClock();
  readonly page = new HandPage();
  readonly room: FakeDocRoom;
  readonly #server: FakeServer;
  readonly user: string = crypto.randomUUID();
  readonly #sessions: DocSession[] = [];
  readonly #copies: DocCopies[] = [];

  private constructor(server: FakeServer) {
    this.#server = server;
    this.room = new FakeDocRoom(server);
  }

  static async start(): Promise<DocBench> {
    return new DocBench(await FakeServer.start());
  }

  /** The offline copies of a user, as one more tab has them open. */
  async openCopies(owner = this.user): Promise<DocCopies> {
    const copies = await DocCopies.open(owner);
    if (!copies) throw new Error("no offline copies here");
    this.#copies.push(copies);
    return copies;
  }

  /** A session that is not open yet. */
  session(copies: DocCopies | null = null): DocSession {
    const session = new DocSession({
      docId: "d1",
      copies,
      origin: this.#server.origin,
      ticket: this.#server.ticketTo("/rooms/doc/d1"),
      clock: this.clock,
      page: this.page,
      random: () => 0,
    });
    this.#sessions.push(session);
    return session;
  }

  /** A session in step with the room, and its socket there. */
  async inStep(copies: DocCopies | null = null): Promise<{ session: DocSession; socket: FakeDocSocket }> {
    const session = this.session(copies);
    void session.open();
    const socket = await this.room.greet();
    await when(session.status, named("saved"));
    await socket.docFrames.take();
    return { session, socket };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close()));
    for (const copies of this.#copies) copies.close();
    await this.#server.stop();
  }
}

/** Whether a status is of this name. */
export const named = (name: DocStatus["name"]) => (status: DocStatus) => status.name === name;

/** What the doc says, in the text that these tests write. */
export const textOf = (view: DocView | null) => view?.doc.getText("t").toString();

/** Writes at the start of the doc. */
export const write = (session: DocSession, words: string) => session.view.value?.doc.getText("t").insert(0, words);

/** The changes of a doc, to be awaited with `when`. */
export function changesOf(doc: Y.Doc | undefined): Observed<null> {
  return {
    value: null,
    subscribe(listener) {
      doc?.on("update", listener);
      return () => doc?.off("update", listener);
    },
  };
}

/** Lets what is already under way go on until `done`. */
export async function settled(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

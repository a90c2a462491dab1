/** A client of boards that speaks the bare protocol, and holds what it is told to the letter. */
import { runInDurableObject } from "cloudflare:test";
import { z } from "zod";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import {
  type BoardAction,
  BoardEvent,
  BoardPart,
  BoardResult,
  streamOf,
} from "../../durable-objects/workspace/board/protocol.ts";
import { Replica } from "../board/replica.ts";
import { type Frame, jsonClient, type TestSocket } from "./socket.ts";
import { admitted, type Tenant } from "./workspace-people.ts";

/** What a command was answered. */
export type Answer = { ok: true; revision: number } | { ok: false; code: string };

/** A stream it follows: what it has of it, and how far. */
interface Following {
  replica: Replica | null;
  seq: number;
  /** Parts of a snapshot that is coming in. */
  parts: BoardPart[];
  /** Nothing was said since it subscribed on this socket. */
  fresh: boolean;
}

const SnapshotFrame = z.object({ seq: z.number(), part: z.number(), parts: z.number(), data: BoardPart });
const EventsFrame = z.object({ seq: z.number(), events: z.array(BoardEvent) });

export class BoardClient {
  readonly who: Actor;
  readonly #tenant: Tenant;
  readonly #followed: ReadonlyMap<string, Following>;
  readonly #answers = new Map<string, Answer>();
  #socket: TestSocket | null = null;
  #epoch: string | undefined;
  #roomSeq = 0;

  private constructor(tenant: Tenant, who: Actor, projects: readonly string[]) {
    this.#tenant = tenant;
    this.who = who;
    this.#followed = new Map(
      projects.map((project) => [streamOf(project), { replica: null, seq: 0, parts: [], fresh: true }]),
    );
  }

  /** Opens the boards of `projects`. */
  static async open(tenant: Tenant, who: Actor, projects: readonly string[]): Promise<BoardClient> {
    const client = new BoardClient(tenant, who, projects);
    await client.connect();
    return client;
  }

  /** Comes in, and asks for what it has missed. */
  async connect(): Promise<void> {
    const from = this.#epoch === undefined ? {} : { epoch: this.#epoch, after: this.#roomSeq };
    this.#socket = await jsonClient(this.#tenant.room, await admitted(this.#tenant, this.who));
    this.#socket.send({ type: "hello", protocol: 1, ...from });
    for (const [stream, following] of this.#followed) {
      following.fresh = true;
      const resume = following.replica ? { epoch: this.#epoch, after: following.seq } : {};
      this.#socket.send({ type: "subscribe", stream, ...resume });
    }
    await this.#until(() => [...this.#followed.values()].every(({ fresh }) => !fresh));
  }

  /** Is cut off: what is on its way to it is lost. */
  drop(): void {
    this.#socket?.close();
    this.#socket = null;
  }

  /** Sends a command under `id`, without waiting for anything. */
  send(action: BoardAction, id: string): void {
    if (!this.#socket) throw new Error("this client is offline");
    this.#answers.delete(id);
    this.#socket.send({ ...action, id });
  }

  /** What the command `id` was answered, once it was. */
  async answer(id: string): Promise<Answer> {
    await this.#until(() => this.#answers.has(id));
    const answer = this.#answers.get(id);
    if (!answer) throw new Error("no answer");
    return answer;
  }

  async ask(action: BoardAction, id: string = newId()): Promise<Answer> {
    this.send(action, id);
    return this.answer(id);
  }

  /** The board as this client has it once it has heard everything said until now. */
  async board(project: string): Promise<Replica> {
    const stream = streamOf(project);
    const head = await headOf(this.#tenant, stream);
    await this.#until(() => (this.#followed.get(stream)?.seq ?? 0) >= head);
    const replica = this.#followed.get(stream)?.replica;
    if (!replica) throw new Error("this client does not follow the project");
    return replica;
  }

  /** How far it has heard the board's stream. */
  seqOf(project: string): number {
    return this.#followed.get(streamOf(project))?.seq ?? 0;
  }

  async #until(reached: () => boolean): Promise<void> {
    if (reached()) return;
    if (!this.#socket) throw new Error("this client is offline");
    await this.#socket.next((frame) => {
      this.#take(frame);
      return reached();
    });
  }

  #take(frame: Frame): void {
    switch (frame.type) {
      case "welcome":
        if (!("epoch" in frame)) return;
        this.#epoch = frame.epoch;
        this.#roomSeq = frame.seq;
        return;
      case "ack":
        if (!("id" in frame)) return;
        this.#answers.set(frame.id, { ok: true, revision: BoardResult.parse(frame.result).revision });
        return;
      case "error":
        if (!("id" in frame) || frame.id === undefined) throw new Error(`refused: ${JSON.stringify(frame)}`);
        this.#answers.set(frame.id, { ok: false, code: frame.code });
        return;
    }
    if (!("stream" in frame)) return;
    const following = this.#followed.get(frame.stream);
    if (following) this.#takeOf(following, frame);
    else if ("seq" in frame && frame.stream === "room") this.#roomSeq = frame.seq;
  }

  #takeOf(following: Following, frame: Frame): void {
    following.fresh = false;
    if (frame.type === "snapshot") {
      const { seq, part, parts, data } = SnapshotFrame.parse(frame);
      if (part === 0) following.parts = [];
      following.parts.push(data);
      following.fresh = part + 1 < parts;
      if (following.fresh) return;
      following.replica = Replica.of(following.parts);
      following.seq = seq;
      return;
    }
    const events = frame.type === "events" ? EventsFrame.parse(frame).events : [BoardEvent.parse(frame)];
    for (const event of events) {
      if (event.seq !== following.seq + 1) throw new Error(`event ${event.seq} came behind ${following.seq}`);
      following.seq = event.seq;
      following.replica?.apply(event.delta);
    }
  }
}

/** The seq of a stream's newest event. */
export function headOf({ room }: Tenant, stream: string): Promise<number> {
  return runInDurableObject(
    room,
    (_, { storage }) =>
      storage.sql.exec<{ head: number | null }>("SELECT MAX(seq) AS head FROM events WHERE stream = ?", stream).one()
        .head ?? 0,
  );
}

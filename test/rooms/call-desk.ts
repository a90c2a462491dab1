/** A call as the tests sit at it: founded without a workspace, whose part they play themselves. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Participant } from "../../durable-objects/call/participant.ts";
import {
  type CallCommand,
  CallFrame,
  type CallPeer,
  CallRoomEvent,
  CallSnapshot,
  JoinResult,
  type PeerChange,
  type PeerMedia,
  type Signal,
} from "../../durable-objects/call/protocol.ts";
import type { RoomNotice } from "../../durable-objects/room/authority.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import { Call } from "../../durable-objects/workspace/calls/protocol.ts";
import { claimsFor, type Frame, openInside, TestSocket } from "./socket.ts";

/** What a call's room sends: frames of every JSON room, and its own beside them. */
export type Received = Frame | CallFrame;

export type CallStub = ReturnType<typeof env.CALL.getByName>;

export interface CallDesk {
  workspace: string;
  id: string;
  room: CallStub;
  call: Call;
}

export const TALKING: PeerMedia = { audio: true, video: true, screen: false };
export const QUIET: PeerMedia = { audio: false, video: false, screen: false };

/** One who comes to calls; ids are as those of users, so that their inboxes are theirs alone. */
export function someone(name: string, role: Role = "member"): Participant {
  return { user: crypto.randomUUID(), name, role };
}

/** A call that `by` started, in a workspace that need not be there. */
export async function newCall(
  by: Participant,
  changes: Partial<Call> = {},
  ring: Participant[] = [],
  workspace: string = crypto.randomUUID(),
): Promise<CallDesk> {
  const id = crypto.randomUUID();
  const call = Call.parse({
    ...{ id, title: "Planning", about: null, state: "live", createdAt: Date.now(), createdBy: by.user },
    ...{ startsAt: null, minutes: null, startedAt: null, endedAt: null, invited: [], linked: false },
    ...{ here: { users: [], count: 0 }, people: 0 },
    ...changes,
  });
  const room = env.CALL.getByName(id);
  const at = { workspace, kind: "call" as const, room: id };
  expect(unwrap(await room.found({ at, call, by, ring }))).toBeNull();
  return { workspace, id, room, call };
}

/** A command that may be wrong. */
type LooseCommand = { type: string } & Record<string, unknown>;
type Welcome = Extract<Frame, { type: "welcome" }>;
type Answer = Extract<Frame, { type: "ack" | "error" }>;
type Wanted = Partial<Omit<Extract<CallCommand, { type: "call.join" }>, "type">>;

/** One page of somebody, with its socket to the call. */
export class Page {
  readonly desk: CallDesk;
  readonly who: Participant;
  readonly key: string;
  readonly page: string;
  readonly socket: TestSocket<Received>;
  readonly welcome: Welcome;
  #sent = 0;
  #looked = 0;

  constructor(desk: CallDesk, who: Participant, from: PageFrom, socket: TestSocket<Received>, welcome: Welcome) {
    this.desk = desk;
    this.who = who;
    this.key = from.key ?? crypto.randomUUID();
    this.page = from.page ?? crypto.randomUUID();
    this.socket = socket;
    this.welcome = welcome;
  }

  get snapshot(): CallSnapshot {
    return CallSnapshot.parse(this.welcome.snapshot);
  }

  /** Sends a command, and answers its ack or error. What else came meanwhile is still to be looked at. */
  async ask(command: CallCommand | LooseCommand, id: string = crypto.randomUUID()): Promise<Answer> {
    this.socket.send({ id, ...command });
    const isIt = (frame: Received): frame is Answer => isAnswer(frame) && frame.id === id;
    for (;;) {
      const answer = this.socket.received.find(isIt);
      if (answer) return answer;
      await this.socket.next(() => true);
    }
  }

  /** Sends a command that is done. */
  async do(command: CallCommand): Promise<void> {
    expect(await this.ask(command)).toMatchObject({ type: "ack" });
  }

  /** The code by which a command is refused. */
  async refused(command: CallCommand | LooseCommand): Promise<string> {
    const answer = await this.ask(command);
    return answer.type === "error" ? answer.code : answer.type;
  }

  wanting(wanted: Wanted = {}): Extract<CallCommand, { type: "call.join" }> {
    return { type: "call.join", key: this.key, page: this.page, media: TALKING, ...wanted };
  }

  /** Asks to join, and answers what came of it. */
  async tryJoin(wanted: Wanted = {}): Promise<JoinResult> {
    const answer = await this.ask(this.wanting(wanted));
    if (answer.type === "error") throw new Error(`refused as ${answer.code}`);
    return JoinResult.parse(answer.result);
  }

  /** Joins, and answers the seat. */
  async join(wanted: Wanted = {}): Promise<CallPeer> {
    const result = await this.tryJoin(wanted);
    if (result.as !== "peer") throw new Error("waits to be let in");
    return result.peer;
  }

  /** Says something to one peer; answers the number it was sent with. */
  signal(to: Pick<CallPeer, "id" | "generation">, signal: Signal | object): number {
    this.#sent += 1;
    this.socket.send({ type: "signal", to: to.id, generation: to.generation, n: this.#sent, signal });
    return this.#sent;
  }

  /** The next frame of this type, not looked at before; those before it count as looked at. */
  async next<Type extends CallFrame["type"]>(type: Type): Promise<Extract<CallFrame, { type: Type }>> {
    const frame = CallFrame.parse(await this.#coming((each) => each.type === type));
    if (!isOf(frame, type)) throw new Error(`no ${type}`);
    return frame;
  }

  /** The next event of this type, likewise. */
  async event<Type extends CallRoomEvent["type"]>(type: Type): Promise<Extract<CallRoomEvent, { type: Type }>> {
    const event = CallRoomEvent.parse(await this.#coming((each) => each.type === type));
    if (!isOf(event, type)) throw new Error(`no ${type}`);
    return event;
  }

  /** What changes next of a peer. */
  async changeOf(peer: Pick<CallPeer, "id">): Promise<PeerChange> {
    for (;;) {
      const event = await this.event("peer.changed");
      if (event.peer === peer.id) return event.set;
    }
  }

  /** The next snapshot that the room gives by itself. */
  async refreshed(): Promise<CallSnapshot> {
    const frame = await this.#coming((each) => each.type === "snapshot");
    return CallSnapshot.parse("data" in frame ? frame.data : null);
  }

  /** The next error that answers no command. */
  async error(): Promise<string> {
    const frame = await this.#coming((each) => each.type === "error" && each.id === undefined);
    return isAnswer(frame) && frame.type === "error" ? frame.code : frame.type;
  }

  /** The roster as a newcomer sees it. */
  async roster(): Promise<CallPeer[]> {
    const { socket, snapshot } = await open(this.desk, this.who);
    socket.close();
    return snapshot.peers;
  }

  async #coming(matches: (frame: Received) => boolean): Promise<Received> {
    for (;;) {
      while (this.#looked < this.socket.received.length) {
        const frame = this.socket.received[this.#looked];
        this.#looked += 1;
        if (frame !== undefined && matches(frame)) return frame;
      }
      await this.socket.next(() => true);
    }
  }
}

interface PageFrom {
  key?: string;
  page?: string;
  epoch?: string;
  after?: number;
  /** Of their standing in the workspace, as their ticket has it. */
  revision?: number;
}

/** Opens a socket to the call as `who`, and says hello. With the key and page of another, as that one come back. */
export async function open(desk: CallDesk, who: Participant, from: PageFrom = {}): Promise<Page> {
  const { workspace, id, room } = desk;
  const { user, name, role } = who;
  const { revision = 1 } = from;
  const claims = claimsFor(id, user, { workspace, kind: "call", name, role, revision });
  const socket = new TestSocket<Received>(await openInside(room, claims), (data) => JSON.parse(String(data)));
  const { epoch, after } = from;
  socket.send({ type: "hello", protocol: 1, epoch, after });
  const welcome = await socket.next((frame) => frame.type === "welcome");
  if (!isWelcome(welcome)) throw new Error("no welcome");
  return new Page(desk, who, from, socket, welcome);
}

/** Opens a page and joins from it. */
export async function joined(desk: CallDesk, who: Participant, wanted: Wanted = {}) {
  const page = await open(desk, who);
  return { page, peer: await page.join(wanted) };
}

let told = 0;

/** Delivers a notice as the workspace would. */
export async function tell({ room, workspace }: CallDesk, body: RoomNotice): Promise<void> {
  told += 1;
  expect(await room.deliver([{ source: `workspace/${workspace}/test`, number: told, body }])).toBe(told);
}

/**
 * Lets what waits in the room come due, as if the time had come, and runs it. What is changed behind the room's back it
 * sees because it wakes anew.
 */
export async function letTimeCome({ room }: CallDesk, ...changes: string[]): Promise<void> {
  await runInDurableObject(room, (_, { storage: { sql } }) => {
    for (const change of [...changes, "UPDATE jobs SET due = 1"]) sql.exec(change);
  });
  if (changes.length > 0) await evictDurableObject(room);
  await runDurableObjectAlarm(room);
}

function isWelcome(frame: Received): frame is Welcome {
  return frame.type === "welcome";
}

function isAnswer(frame: Received): frame is Answer {
  return frame.type === "ack" || frame.type === "error";
}

function isOf<Frame extends { type: string }, Type extends Frame["type"]>(
  frame: Frame,
  type: Type,
): frame is Extract<Frame, { type: Type }> {
  return frame.type === type;
}

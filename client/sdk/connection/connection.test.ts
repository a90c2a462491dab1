import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { when } from "../observed.ts";
import { FakeServer } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { Queue } from "../testing/queue.ts";
import { LONGEST_DELAY_MS } from "./backoff.ts";
import { Connection, type ConnectionState } from "./connection.ts";
import { PING_EVERY_MS, PONG_WITHIN_MS, PROBE_WITHIN_MS } from "./liveness.ts";
import { TicketRefused, type TicketSource } from "./tickets.ts";

let server: FakeServer;
let clock: HandClock;
let page: HandPage;
const open: Connection[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new HandClock();
  page = new HandPage();
});

afterEach(async () => {
  for (const connection of open.splice(0)) connection.close();
  await server.stop();
});

function connect(ticket: TicketSource = server.ticketTo("/rooms/workspace/w1")) {
  const opened = new Queue<true>();
  const frames = new Queue<string | Uint8Array>();
  const flushed = new Queue<true>();
  const connection = new Connection(
    {
      opened: () => opened.put(true),
      frame: (frame) => frames.put(frame),
      lost: () => {},
      flush: () => {
        flushed.put(true);
        connection.send("held back");
      },
    },
    { origin: server.origin, ticket, clock, page, random: () => 1 },
  );
  open.push(connection);
  connection.open();
  return { connection, opened, frames, flushed };
}

const is = <Name extends ConnectionState["name"]>(name: Name) => {
  return (state: ConnectionState): state is Extract<ConnectionState, { name: Name }> => state.name === name;
};

/** A connection that is online, and its socket on the server. */
async function online(ticket?: TicketSource) {
  const parts = connect(ticket);
  const socket = await server.sockets.take();
  socket.say({ type: "anything" });
  await when(parts.connection.state, is("online"));
  return { ...parts, socket };
}

describe("connecting", () => {
  it("P5.25 each attempt opens the ticket's own path with a ticket never used before", async () => {
    const { connection, socket } = await online();
    expect(socket.url.pathname).toBe("/rooms/workspace/w1");
    expect(Object.fromEntries(socket.url.searchParams)).toEqual({ ticket: "ticket-1", sdk: "1" });
    socket.break();
    await when(connection.state, is("reconnecting"));
    page.say("online");
    const second = await server.sockets.take();
    expect(second.url.searchParams.get("ticket")).toBe("ticket-2");
  });

  it("is online only once the room has spoken, since a refused socket is opened too", async () => {
    const { connection, opened } = connect();
    const socket = await server.sockets.take();
    await opened.take();
    expect(connection.state.value).toEqual({ name: "connecting" });
    socket.close(4401, "A valid ticket is needed");
    expect(await when(connection.state, is("closed"))).toEqual({
      name: "closed",
      code: 4401,
      sentence: "A valid ticket is needed.",
    });
  });

  it("P8.21 waits longer after each failure, up to a limit, and comes at once when the network is back", async () => {
    const asked = new Queue<true>();
    const { connection } = connect(async () => {
      asked.put(true);
      throw new Error("no network");
    });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      await asked.take();
      await when(connection.state, is("reconnecting"));
      await settled(() => clock.waiting.length === 1);
      waits.push(clock.waiting[0] ?? 0);
      clock.advance(clock.waiting[0] ?? 0);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, LONGEST_DELAY_MS, LONGEST_DELAY_MS]);
    await asked.take();
    await settled(() => clock.waiting.length === 1);
    page.say("online");
    await asked.take();
  });

  it("P8.21 stops when a ticket is refused for good, and restarts when asked to", async () => {
    let allowed = false;
    const give = server.ticketTo("/rooms/workspace/w1");
    const { connection } = connect(async () => {
      if (!allowed) throw new TicketRefused(4403);
      return give();
    });
    const state = await when(connection.state, is("closed"));
    expect(state.code).toBe(4403);
    expect(clock.waiting).toEqual([]);
    allowed = true;
    connection.restart();
    (await server.sockets.take()).say({});
    await when(connection.state, is("online"));
  });
});

describe("close codes", () => {
  it.each([4401, 4403, 4404, 4413, 4422, 4426])("P4.22 %i is final", async (code) => {
    const { connection, socket } = await online();
    socket.close(code, "for good");
    expect(await when(connection.state, is("closed"))).toEqual({ name: "closed", code, sentence: "for good." });
    page.say("online");
    page.say("shown");
    expect(clock.waiting).toEqual([]);
    expect(server.tickets).toBe(1);
  });

  it.each([1012, 1013, 4500, 4508, 4509, 4529])("P4.22 %i comes back, after a wait", async (code) => {
    const { connection, socket } = await online();
    socket.close(code);
    await when(connection.state, is("reconnecting"));
    await settled(() => clock.waiting.length === 1);
    expect(server.opened).toBe(1);
    clock.advance(clock.waiting[0] ?? 0);
    (await server.sockets.take()).say({});
    await when(connection.state, is("online"));
  });

  it("P4.22 4408 is tried once more with a new ticket, and then believed", async () => {
    const { connection, socket } = await online();
    socket.close(4408, "Your pass has run out");
    const second = await server.sockets.take();
    expect(second.url.searchParams.get("ticket")).toBe("ticket-2");
    second.close(4408, "Your pass has run out");
    expect((await when(connection.state, is("closed"))).code).toBe(4408);
  });

  it("P4.22 4408 after a good connection is tried again each time", async () => {
    const { connection, socket } = await online();
    let present = socket;
    for (let round = 0; round < 3; round++) {
      clock.advance(6_000);
      present.close(4408);
      present = await server.sockets.take();
      present.say({});
      await when(connection.state, is("online"));
    }
  });
});

describe("liveness", () => {
  it("P2.18 an unanswered ping means dead, and a new socket is made at once", async () => {
    const { connection, socket } = await online();
    socket.answersPings = false;
    clock.advance(PING_EVERY_MS);
    await socket.pings.take();
    clock.advance(PONG_WITHIN_MS);
    expect(connection.state.value).toEqual({ name: "reconnecting", reason: "silent" });
    (await server.sockets.take()).say({});
    await when(connection.state, is("online"));
  });

  it("P2.18 any frame is evidence of life", async () => {
    const { connection, frames, socket } = await online();
    await frames.take();
    socket.answersPings = false;
    clock.advance(PING_EVERY_MS);
    await socket.pings.take();
    socket.say({ some: "frame" });
    await frames.take();
    clock.advance(PONG_WITHIN_MS);
    expect(connection.state.value).toEqual({ name: "online" });
  });

  it("P2.18 a timer that fires late is no silence: the page slept, and asks again", async () => {
    const { connection, socket } = await online();
    socket.answersPings = false;
    clock.advance(PING_EVERY_MS);
    await socket.pings.take();
    clock.freeze(10 * 60_000);
    await socket.pings.take();
    expect(connection.state.value).toEqual({ name: "online" });
    clock.freeze(60_000);
    await socket.pings.take();
    expect(connection.state.value).toEqual({ name: "online" });
    clock.advance(PONG_WITHIN_MS);
    expect(connection.state.value).toEqual({ name: "reconnecting", reason: "silent" });
  });

  it.each(["online", "shown", "offline"] as const)("a page that is %s probes at once", async (signal) => {
    const { connection, socket } = await online();
    socket.answersPings = false;
    page.say(signal);
    await socket.pings.take();
    expect(connection.state.value).toEqual({ name: "online" });
    clock.advance(PROBE_WITHIN_MS);
    await when(connection.state, (state) => state.name !== "online");
  });

  it("P6.10 an idle connection has one timer, its next ping", async () => {
    await online();
    expect(clock.waiting).toEqual([PING_EVERY_MS]);
  });
});

describe("the page", () => {
  it("says offline while the machine has no network, and reconnecting when it has", async () => {
    const { connection, socket } = await online();
    page.networked = false;
    socket.break();
    await when(connection.state, is("offline"));
    page.say("online");
    (await server.sockets.take()).say({});
    await when(connection.state, is("online"));
  });

  it("P1.18 flushes and closes cleanly when the page leaves, and is back when it returns", async () => {
    const { connection, flushed, socket } = await online();
    page.say("leaving");
    await flushed.take();
    expect(await socket.frames.take()).toBe("held back");
    expect(await socket.closed).toBe(1000);
    expect(connection.state.value).toEqual({ name: "reconnecting", reason: "resting" });
    expect(clock.waiting).toEqual([]);
    page.say("returned");
    (await server.sockets.take()).say({});
    await when(connection.state, is("online"));
  });

  it("P1.18 flushes when it is hidden, and does not take the first pageshow for a return", async () => {
    const { connection, flushed } = await online();
    page.say("returned");
    expect(connection.state.value).toEqual({ name: "online" });
    page.say("hidden");
    await flushed.take();
    expect(connection.state.value).toEqual({ name: "online" });
  });

  it("leaves nothing behind when it is closed", async () => {
    const { connection, socket } = await online();
    connection.close();
    expect(await socket.closed).toBe(1000);
    expect(connection.state.value.name).toBe("closed");
    expect(clock.waiting).toEqual([]);
    expect(page.listeners).toBe(0);
    expect(connection.send("too late")).toBe(false);
  });
});

it("P2.17 a frame of sense in nobody's eyes makes a new socket, after a wait", async () => {
  const { connection } = await online();
  connection.distrust();
  expect(connection.state.value).toEqual({ name: "reconnecting", reason: "garbled" });
  await settled(() => clock.waiting.length === 1);
  clock.advance(clock.waiting[0] ?? 0);
  (await server.sockets.take()).say({});
  await when(connection.state, is("online"));
});

/** Lets what is already under way go on until `done`. */
async function settled(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

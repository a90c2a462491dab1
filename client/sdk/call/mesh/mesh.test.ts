import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeTrack } from "../../testing/fake-media.ts";
import { MeshBench, type MeshClient } from "../../testing/mesh-bench.ts";

let bench: MeshBench;

beforeEach(() => {
  bench = new MeshBench();
});

afterEach(() => bench[Symbol.dispose]());

/** Two in the call who have found each other. `a` gives way where both offer. */
async function two(): Promise<{ a: MeshClient; b: MeshClient }> {
  const a = bench.join("a");
  const b = bench.join("b");
  await bench.settled();
  return { a, b };
}

const link = (from: MeshClient, to: MeshClient) => {
  const held = from.mesh.links.get(to.id);
  if (!held) throw new Error(`${from.id} has no link to ${to.id}`);
  return held.link;
};

const state = (from: MeshClient, to: MeshClient) => link(from, to).state;

const present = ({ paths }: MeshClient) => paths.filter(({ signalingState }) => signalingState !== "closed");

const descriptions = ({ said }: MeshClient) => {
  return said.flatMap((aside) =>
    aside.type === "signal" && aside.signal.kind === "description" ? [aside.signal.description.type] : [],
  );
};

/** Both are connected over one path each, have one part for each of the other's tracks, and send their own in it. */
function expectTalking(one: MeshClient, other: MeshClient): void {
  for (const [from, to] of [[one, other] as const, [other, one] as const]) {
    expect(state(from, to)).toBe("connected");
    const transceivers = link(from, to).path?.getTransceivers() ?? [];
    for (const name of ["microphone", "camera"] as const) {
      const part = link(from, to).theirs(name);
      expect(part?.receiver.track.kind).toBe(name === "microphone" ? "audio" : "video");
      expect(transceivers.filter(({ sender }) => sender.track === from.tracks[name])).toHaveLength(1);
      const mirrored = link(to, from)
        .path?.getTransceivers()
        .find(({ mid }) => mid === part?.mid);
      expect(mirrored?.sender.track).toBe(to.tracks[name]);
    }
  }
}

describe("two peers", () => {
  it("find each other with one offer, and send both media in the same parts", async () => {
    const { a, b } = await two();
    expectTalking(a, b);
    expect([...descriptions(a), ...descriptions(b)].toSorted()).toEqual(["answer", "offer"]);
    expect(link(a, b).path?.getTransceivers()).toHaveLength(2);
  });

  it("are offered a path together with the question for a seat, and send nothing before there is one", async () => {
    bench.servers = { type: "ice", servers: [], relay: false, expiresAt: null };
    const a = bench.join("a");
    const b = bench.ask("b");
    await bench.settled();
    expect(descriptions(b)).toEqual(["offer"]);
    expect(
      present(b)[0]
        ?.getTransceivers()
        .flatMap(({ sender }) => sender.track ?? []),
    ).toEqual([]);
    bench.give(b);
    await bench.settled();
    expectTalking(a, b);
    expect(b.paths).toHaveLength(1);
    expect([...descriptions(a), ...descriptions(b)].toSorted()).toEqual(["answer", "offer"]);
  });

  it("go on with servers that are told only then", async () => {
    const a = bench.join("a");
    const b = bench.ask("b");
    await bench.settled();
    bench.give(b);
    await bench.settled();
    expectTalking(a, b);
    expect(b.paths).toHaveLength(1);
    expect(b.paths[0]?.configuration.iceServers).toEqual([{ urls: ["stun:here"] }]);
  });

  it("keep nothing of what was offered for a seat that is not given, or not on stage", async () => {
    const a = bench.join("a");
    const b = bench.ask("b");
    await bench.settled();
    bench.refuse(b);
    expect(present(b)).toEqual([]);
    const c = bench.ask("c");
    await bench.settled();
    bench.give(c, { place: "watching" });
    await bench.settled();
    expect(present(c)).toEqual([]);
    expect(a.mesh.links.size).toBe(0);
  });

  it("count what each page says", async () => {
    const { a, b } = await two();
    for (const { said } of [a, b]) {
      const counts = said.flatMap((aside) => (aside.type === "signal" ? [aside.n] : []));
      expect(counts).toEqual(counts.map((_, index) => index + 1));
    }
  });

  it.each(["a", "b"])("agree after both offered at once, whichever is heard first (%s)", async (first) => {
    const { a, b } = await two();
    bench.hold();
    for (const { paths } of [a, b]) paths[0]?.restartIce();
    await bench.settled();
    await bench.release(first);
    expectTalking(a, b);
    expect(a.paths[0]?.rollbacks).toBe(1);
    expect(b.paths[0]?.rollbacks).toBe(0);
  });

  it("agree where the first offers cross, without a second set of parts", async () => {
    const a = bench.join("a");
    bench.hold();
    const b = bench.join("b");
    await bench.settled();
    // What b offers does not come, so that a offers itself.
    await bench.pass(5_000);
    expect(descriptions(a)).toEqual(["offer"]);
    await bench.release("a");
    expectTalking(a, b);
    for (const client of [a, b]) expect(present(client).map((path) => path.getTransceivers().length)).toEqual([2]);
  });

  it("agree where one wants something else while it answers", async () => {
    const { a, b } = await two();
    bench.hold();
    b.paths[0]?.restartIce();
    await bench.settled();
    const released = bench.release();
    a.mesh.carry({ ...a.tracks, screen: new FakeTrack("video") });
    b.paths[0]?.restartIce();
    await released;
    expectTalking(a, b);
    expect(link(b, a).theirs("screen")).not.toBeNull();
  });

  it("keep candidates that come before what they belong to", async () => {
    const a = bench.join("a");
    bench.hold();
    const b = bench.join("b");
    await bench.settled();
    // The room hands on in order; a network under another one may not.
    const path = b.paths[0];
    bench.tell(a, {
      ...{ type: "signal", from: "b", generation: 1 },
      signal: {
        kind: "candidate",
        candidate: { candidate: "early", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: path?.fragment ?? "" },
      },
    });
    await bench.settled();
    expect(a.paths[0]?.candidates).toEqual([]);
    await bench.release();
    expect(a.paths[0]?.candidates).toContain("early");
    expectTalking(a, b);
  });

  it("may both begin to share their screens at once", async () => {
    const { a, b } = await two();
    const screens = { a: new FakeTrack("video"), b: new FakeTrack("video") };
    a.mesh.carry({ ...a.tracks, screen: screens.a });
    b.mesh.carry({ ...b.tracks, screen: screens.b });
    await bench.settled();
    expectTalking(a, b);
    for (const [from, to] of [[a, b] as const, [b, a] as const]) {
      const mid = link(to, from).theirs("screen")?.mid;
      const sending = link(from, to)
        .path?.getTransceivers()
        .find((each) => each.mid === mid);
      expect(sending?.sender.track?.kind).toBe("video");
    }
    const offers = descriptions(a).length + descriptions(b).length;
    // A share that ends, and the next one, take the part that is there.
    a.mesh.carry(a.tracks);
    a.mesh.carry({ ...a.tracks, screen: new FakeTrack("video") });
    await bench.settled();
    expect(descriptions(a).length + descriptions(b).length).toBe(offers);
  });

  it("say nothing to anyone when a microphone is turned off and on", async () => {
    const { a, b } = await two();
    const said = a.said.length;
    const parts = link(a, b).path?.getTransceivers();
    const microphone = parts?.find(({ receiver }) => receiver.track.kind === "audio");
    a.mesh.carry({ ...a.tracks, microphone: null });
    await bench.settled();
    expect(microphone?.sender.track).toBeNull();
    a.mesh.carry(a.tracks);
    await bench.settled();
    expect(microphone?.sender.track).toBe(a.tracks.microphone);
    expect(a.said).toHaveLength(said);
  });
});

describe("a peer that cannot be reached", () => {
  it("P2.37 keeps its path while its socket is lost, and after", async () => {
    const { a, b } = await two();
    const before = [...a.paths, ...b.paths];
    bench.lose(a);
    await bench.pass(15_000);
    expect(state(b, a)).toBe("connected");
    bench.resume(a);
    await bench.pass(60_000);
    expectTalking(a, b);
    expect([...a.paths, ...b.paths]).toEqual(before);
  });

  it("P2.38 is offered to again once it is back", async () => {
    const a = bench.join("a");
    bench.lose(a);
    const b = bench.join("b");
    await bench.settled();
    expect(descriptions(b)).toEqual(["offer"]);
    bench.resume(a);
    await bench.settled();
    expectTalking(a, b);
  });

  it("P2.38 is answered again where the answer was lost with its socket", async () => {
    const a = bench.join("a");
    bench.hold();
    const b = bench.join("b");
    await bench.settled();
    await bench.release();
    // What a answers is lost on the way; both see only that a came back.
    bench.hold();
    b.paths[0]?.restartIce();
    await bench.settled();
    bench.drop();
    bench.lose(a);
    bench.resume(a);
    await bench.settled();
    expectTalking(a, b);
  });

  it("P5.53 is nobody any more once another page sits there: what the former one said is passed over", async () => {
    const { a, b } = await two();
    const [former] = b.paths;
    const again = bench.reload(a);
    await bench.settled();
    expectTalking(again, b);
    expect(former?.signalingState).toBe("closed");
    const count = b.paths.length;
    bench.tell(b, {
      ...{ type: "signal", from: "a", generation: 1 },
      signal: { kind: "description", description: { type: "offer", sdp: "v=0\no=- 1 2\n{}" }, tracks: {} },
    });
    await bench.settled();
    expect(b.paths).toHaveLength(count);
    expectTalking(again, b);
  });

  it("does not have the other side begin anew for ever by saying that it did", async () => {
    const { a, b } = await two();
    await bench.pass(10_000);
    for (let again = 0; again < 20; again++) {
      const description = { type: "offer" as const, sdp: `v=0\no=- ${again} 2\n{"parts":[],"fragment":"f"}` };
      bench.tell(b, {
        ...{ type: "signal", from: "a", generation: 1 },
        signal: { kind: "description", description, tracks: {} },
      });
    }
    await bench.settled();
    expect(b.paths).toHaveLength(2);
    await bench.pass(60_000);
    expectTalking(a, b);
  });

  it("is let go when it leaves, and is said nothing while it only watches", async () => {
    const { a, b } = await two();
    const c = bench.join("c", { place: "watching" });
    await bench.settled();
    expect([...c.mesh.links.keys()]).toEqual([]);
    const toC = (client: MeshClient) => client.said.filter((aside) => aside.type === "signal" && aside.to === "c");
    expect([...toC(a), ...toC(b)]).toEqual([]);
    bench.change("c", { place: "stage" });
    await bench.settled();
    expectTalking(a, c);
    bench.change("c", { place: "watching" });
    bench.leave(b);
    await bench.settled();
    expect([...a.mesh.links.keys()]).toEqual([]);
    for (const client of [a, b, c]) expect(present(client)).toEqual([]);
  });
});

describe("a path that breaks", () => {
  it("is looked for anew at once when it failed, by the side that does not give way", async () => {
    const { a, b } = await two();
    const offers = descriptions(b).length;
    for (const { paths } of [a, b]) paths[0]?.fail();
    expect(state(b, a)).toBe("reconnecting");
    await bench.settled();
    expectTalking(a, b);
    expect(descriptions(b).length).toBe(offers + 1);
    expect(a.paths).toHaveLength(1);
    expect(link(b, a).reconnects).toBe(1);
  });

  it("is looked for by the other side too, if only that sees it fail", async () => {
    const { a, b } = await two();
    a.paths[0]?.fail();
    await bench.settled();
    expect(state(a, b)).toBe("reconnecting");
    await bench.pass(1_000);
    expectTalking(a, b);
  });

  it("may be disturbed for a while before it is looked for anew", async () => {
    const { a, b } = await two();
    const offers = descriptions(b).length;
    bench.network.cut();
    bench.network.heal();
    await bench.pass(2_900);
    expect(descriptions(b).length).toBe(offers);
    await bench.pass(200);
    expectTalking(a, b);
  });

  it("is given up for another after two tries, and both follow", async () => {
    const { a, b } = await two();
    bench.network.cut();
    await bench.pass(3_000);
    await bench.pass(10_000);
    expect(b.paths).toHaveLength(1);
    await bench.pass(10_000);
    expect(b.paths).toHaveLength(2);
    expect(a.paths).toHaveLength(2);
    expect(state(a, b)).toBe("failed");
    expect(a.mesh.problem.value).toBe("no_relay");
    bench.network.heal();
    await bench.pass(60_000);
    expectTalking(a, b);
    expect(a.mesh.problem.value).toBeNull();
    expect([present(a).length, present(b).length]).toEqual([1, 1]);
  });

  it("is looked for anew when one's own network is another, and left alone after that", async () => {
    const { a, b } = await two();
    a.mesh.networkChanged();
    await bench.settled();
    expectTalking(a, b);
    const said = a.said.length;
    await bench.pass(120_000);
    expect(a.said).toHaveLength(said);
    expect(a.paths).toHaveLength(1);
  });
});

describe("servers", () => {
  it("are asked for by whoever sits down, and every path begins with them", async () => {
    const { a } = await two();
    expect(a.said[0]).toEqual({ type: "ice" });
    expect(a.paths[0]?.configuration).toEqual({ iceServers: [{ urls: ["stun:here"] }], bundlePolicy: "max-bundle" });
  });

  it("are asked for anew before their time is over, and handed to the paths there are", async () => {
    const expiresAt = bench.clock.now() + 100_000;
    bench.servers = { type: "ice", servers: [{ urls: ["turn:one"] }], relay: true, expiresAt };
    const { a, b } = await two();
    bench.servers = { ...bench.servers, servers: [{ urls: ["turn:two"] }], expiresAt: expiresAt + 100_000 };
    await bench.pass(75_000);
    expect(a.paths[0]?.configuration.iceServers).toEqual([{ urls: ["turn:two"] }]);
    expect(a.paths).toHaveLength(1);
    expectTalking(a, b);
  });

  it("are not asked for by whoever has left, and in time by whoever has come again", async () => {
    const expiresAt = bench.clock.now() + 400_000;
    bench.servers = { type: "ice", servers: [{ urls: ["turn:one"] }], relay: true, expiresAt };
    const { a } = await two();
    const asked = () => a.said.filter(({ type }) => type === "ice").length;
    a.mesh.show([], null);
    await bench.pass(200_000);
    expect(asked()).toBe(1);
    a.mesh.seated();
    await bench.pass(100_000);
    expect(asked()).toBe(2);
  });

  it("are not waited for long", async () => {
    bench.servers = null;
    const { a, b } = await two();
    expect(b.paths).toEqual([]);
    await bench.pass(1_500);
    expectTalking(a, b);
  });
});

describe("what is sent", () => {
  const limits = (client: MeshClient) => {
    return present(client).map((path) => {
      const camera = path.getTransceivers().find(({ kind }) => kind === "video");
      return camera?.sender.getParameters().encodings[0]?.maxBitrate;
    });
  };

  it("is nothing of a microphone that was turned on and off in one", async () => {
    const { a, b } = await two();
    const sent = () =>
      link(a, b)
        .path?.getTransceivers()
        .map(({ sender }) => sender.track);
    const { tracks } = a;
    a.mesh.carry({ ...tracks, microphone: null });
    await bench.settled();
    a.mesh.carry(tracks);
    a.mesh.carry({ ...tracks, microphone: null });
    await bench.settled();
    expect(sent()).toEqual([null, tracks.camera]);
  });

  it("begins small, and is then less to each, the more there are", async () => {
    const { a, b } = await two();
    expect(limits(a)).toEqual([300_000]);
    link(a, b).limit(1);
    await bench.settled();
    expect(limits(a)).toEqual([1_200_000]);
    const c = bench.join("c");
    await bench.settled();
    expect(limits(a)).toEqual([500_000, 125_000]);
    bench.leave(c);
    await bench.settled();
    expect(limits(a)).toEqual([1_200_000]);
  });
});

import { describe, expect, it } from "vitest";
import { type Facts, type Standing, standingOf, wouldLose } from "./standing.ts";
import { sentenceOf, wordsOf } from "./words.ts";

const WELL: Facts = {
  connection: { name: "online" },
  networked: true,
  pending: 0,
  keepsCommands: true,
  requests: 0,
  docs: [{ name: "saved" }],
};
const of = (facts: Partial<Facts>): Standing => standingOf({ ...WELL, ...facts });

describe("how it stands", () => {
  it("is saved only when everything is answered", () => {
    expect(of({})).toEqual({ name: "saved" });
    for (const facts of [{ pending: 1 }, { requests: 1 }, { docs: [{ name: "saving" }] }] satisfies Partial<Facts>[]) {
      expect(of(facts), JSON.stringify(facts)).toEqual({ name: "saving" });
    }
    expect(of({ docs: [{ name: "saved" }, { name: "connecting" }] }).name).toBe("connecting");
    expect(of({ connection: { name: "connecting" } }).name).toBe("connecting");
  });

  it("is offline without a connection, and where what is done cannot get through", () => {
    const lost = { name: "reconnecting", reason: "network" } as const;
    expect(of({ connection: lost })).toEqual({ name: "offline", networked: true, waiting: 0, kept: "yes" });
    expect(of({ connection: { name: "offline" }, networked: false, pending: 2 })).toMatchObject({ waiting: 2 });
    expect(of({ networked: false })).toEqual({ name: "saved" });
    expect(of({ networked: false, pending: 1 }).name).toBe("offline");
    expect(of({ docs: [{ name: "offline", unsaved: true, kept: "yes" }] })).toMatchObject({ waiting: 1 });
  });

  it("is not said before it is known what an earlier page left", () => {
    expect(of({ pending: null }).name).toBe("connecting");
    expect(of({ pending: null, connection: { name: "offline" }, networked: false }).name).toBe("connecting");
  });

  it("tells the worst of what waits: nothing is said to be kept that is not", () => {
    const lost = { name: "offline" } as const;
    const text = { name: "offline", unsaved: true } as const;
    expect(of({ connection: lost, pending: 1, keepsCommands: false })).toMatchObject({ kept: "no" });
    expect(of({ connection: lost, pending: 1, docs: [{ ...text, kept: "soon" }] })).toMatchObject({ kept: "soon" });
    const docs = [
      { ...text, kept: "soon" as const },
      { ...text, kept: "no" as const },
    ];
    expect(of({ connection: lost, docs })).toMatchObject({ waiting: 2, kept: "no" });
    expect(wouldLose(of({ connection: lost, docs }))).toBe(true);
    expect(wouldLose(of({ connection: lost, pending: 1 }))).toBe(false);
  });

  it("is closed, or refused, above all else, in the room's own words", () => {
    const closed = { name: "closed", code: 4403, sentence: "You no longer have access to this." } as const;
    expect(of({ connection: closed, pending: 3 })).toEqual({ name: "closed", sentence: closed.sentence });
    const refused = { name: "refused", code: "read_only", message: "Viewers only read." } as const;
    expect(of({ pending: 1, docs: [refused] })).toEqual({ name: "refused", sentence: refused.message });
  });
});

describe("what is said of it", () => {
  it("counts what waits and says where it is", () => {
    const offline = { name: "offline", networked: false, kept: "yes" } as const;
    expect(wordsOf({ ...offline, waiting: 0 })).toBe("Offline");
    expect(wordsOf({ ...offline, waiting: 3 })).toBe("Offline · 3 to send");
    expect(sentenceOf({ ...offline, waiting: 1 })).toBe(
      "You are offline. 1 change waits to be sent, kept on this device until then.",
    );
    expect(sentenceOf({ ...offline, networked: true, waiting: 2, kept: "no" })).toBe(
      "The connection was lost. Reconnecting… 2 changes wait to be sent, lost if you close this page before.",
    );
    expect(sentenceOf({ name: "saved" })).toBeNull();
  });
});

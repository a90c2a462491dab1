import { describe, expect, it } from "vitest";
import type { CallState, ShownPeer } from "../../../sdk/call/state.ts";
import { newsOf } from "./news.ts";
import { aPeer } from "./testing/peers.ts";

const me = aPeer("me", { self: true });
const bo = aPeer("bo", { name: "Bo" });

function state(peers: readonly ShownPeer[], more: Partial<CallState> = {}): CallState {
  return {
    call: {
      id: "c1",
      title: "",
      about: null,
      state: "live",
      createdAt: 0,
      createdBy: "me",
      startsAt: null,
      minutes: null,
      startedAt: 0,
      endedAt: null,
      invited: [],
      here: { users: [], count: 0 },
      people: 0,
      linked: false,
    },
    settings: { locked: false, lobby: "guests", mayUnmute: true },
    stage: "joined",
    peers,
    me: peers.find(({ self }) => self) ?? null,
    full: false,
    knocks: [],
    rings: [],
    mayHost: false,
    waits: false,
    ...more,
  };
}

const QUIET = { microphone: "off", screen: "off" } as const;
const words = (before: CallState, after: CallState, own: Parameters<typeof newsOf>[2] = QUIET) =>
  newsOf(before, after, own).map((news) => news.words);

describe("what happens in a call", () => {
  it("is told: who comes, goes, raises a hand, shares, and is away", () => {
    const media = { audio: true, video: true, screen: true };
    expect(words(state([me]), state([me, bo]))).toEqual(["Bo joined"]);
    expect(words(state([me, bo]), state([me]))).toEqual(["Bo left"]);
    expect(words(state([me, bo]), state([me, { ...bo, hand: 5 }]))).toEqual(["Bo raised a hand"]);
    expect(words(state([me, bo]), state([me, { ...bo, media }]))).toEqual(["Bo shares a screen"]);
    expect(words(state([me, bo]), state([me, { ...bo, away: true }]))).toEqual(["Bo is reconnecting"]);
    expect(words(state([me, { ...bo, away: true }]), state([me, bo]))).toEqual(["Bo is back"]);
  });

  it("is not told of oneself, nor of all who were there when one came", () => {
    expect(words(state([], { stage: "outside" }), state([me, bo]))).toEqual([]);
    expect(words(state([me, bo]), state([{ ...me, hand: 5 }, bo]))).toEqual([]);
  });

  it("is told of being muted by others, and not of muting oneself", () => {
    const muted = { ...me, media: { audio: false, video: true, screen: false } };
    expect(words(state([me]), state([muted]), { microphone: "on", screen: "off" })).toEqual([
      "Somebody who runs the call muted you",
    ]);
    expect(words(state([me]), state([muted]))).toEqual([]);
  });

  it("is told of oneself where others did it", () => {
    expect(words(state([me, bo]), state([{ ...me, role: "host" }, bo]))).toEqual(["You run the call now"]);
    expect(words(state([me, bo]), state([{ ...me, mayPublish: false }, bo]))).toEqual([
      "You only listen now: your role in the workspace was changed",
    ]);
  });
});

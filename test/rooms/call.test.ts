import { describe, expect, it } from "vitest";
import { joined, newCall, open, someone } from "./call-desk.ts";

const [ada, bob] = [someone("Ada"), someone("Bob")];
const offer = { kind: "description", description: { type: "offer", sdp: "v=0" }, tracks: { "0": "microphone" } };

describe("a call", () => {
  it("shows who comes, and relays what one says to another", async () => {
    const desk = await newCall(ada);
    const one = await joined(desk, ada);
    expect(one.peer).toMatchObject({ user: ada.user, role: "host", place: "stage", generation: 1, away: false });
    const page = await open(desk, bob);
    expect(page.snapshot).toMatchObject({ peers: [one.peer], mayHost: false, waits: false, call: { state: "live" } });
    const peer = await page.join();
    expect(await one.page.event("peer.joined")).toMatchObject({ peer });
    one.page.signal(peer, offer);
    expect(await page.next("signal")).toEqual({ type: "signal", from: one.peer.id, generation: 1, signal: offer });
  });
});

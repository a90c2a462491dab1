import { expect, it } from "vitest";
import { joined, newCall, QUIET, someone } from "./call-desk.ts";

/** What the first of `people` who come one after another is sent until the last one is there. */
async function heardByFirst(people: number): Promise<{ frames: number; bytes: number; all: number }> {
  const host = someone("Ada");
  const desk = await newCall(host);
  const pages = [(await joined(desk, host)).page];
  for (let n = 1; n < people; n += 1) pages.push((await joined(desk, someone(`Peer ${n}`), { media: QUIET })).page);
  // Whatever they are sent before this is answered has arrived with it.
  for (const page of pages) await page.do({ type: "peer.hand", up: false });
  const sizes = pages.map(({ socket }) => ({
    frames: socket.received.length,
    bytes: JSON.stringify(socket.received).length,
  }));
  const first = sizes[0] ?? { frames: 0, bytes: 0 };
  for (const { socket } of pages) socket.close();
  return { ...first, all: Math.max(...sizes.map(({ bytes }) => bytes)) };
}

it("P8.42 what one client hears of people who come one after another grows as their number", async () => {
  const sizes = [5, 10, 20, 40];
  const heard: Awaited<ReturnType<typeof heardByFirst>>[] = [];
  for (const people of sizes) heard.push(await heardByFirst(people));
  // What each one more costs who is there already: one frame, of the same length whether the call is small or big.
  const growth = sizes.slice(1).map((people, index) => {
    const [before, after] = [heard[index], heard[index + 1]];
    const more = people - (sizes[index] ?? 0);
    if (!before || !after) throw new Error("nothing heard");
    return {
      frames: (after.frames - before.frames) / more,
      bytes: Math.round((after.bytes - before.bytes) / more),
      all: Math.round((after.all - before.all) / more),
    };
  });
  for (const { frames, bytes, all } of growth) {
    expect(frames).toBe(1);
    expect(bytes).toBeLessThan(600);
    // Nobody else is sent more either: who comes last gets the roster once, and then each change.
    expect(all).toBeLessThan(600);
  }
  const [small, , big] = growth;
  expect(Math.abs((big?.bytes ?? 0) - (small?.bytes ?? 0))).toBeLessThan(20);
});

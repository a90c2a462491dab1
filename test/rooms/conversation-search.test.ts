import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { type Desk, newConversation, refusalOf, say, someone } from "./conversation-desk.ts";

const [ada, bob] = [someone("Ada Lovelace"), someone("Bob")];

async function found({ room }: Desk, q: string, more: { limit?: number; olderThan?: number } = {}) {
  const page = unwrap(await room.search(ada, { q, ...more }));
  return page.items.map(({ message }) => message.text);
}

describe("search", () => {
  it("finds words by their beginnings, without case and accents, and shows where they are", async () => {
    const desk = await newConversation([ada, bob]);
    await say(desk, ada, "The **Straße** is closed, see [the café](https://example.com/menu)");
    await say(desk, bob, "会議は東京であります");
    await say(desk, ada, "Deploy the staging server 👍");
    expect(await found(desk, "CAFE clos")).toEqual([expect.stringContaining("café")]);
    expect(await found(desk, "example")).toHaveLength(1);
    expect(await found(desk, "東京")).toHaveLength(1);
    expect(await found(desk, "京東")).toEqual([]);
    expect(await found(desk, "👍")).toHaveLength(1);
    expect(await found(desk, '"staging server"')).toHaveLength(1);
    expect(await found(desk, '"server staging"')).toEqual([]);
    expect(await found(desk, '"stag"')).toEqual([]);
    const { items } = unwrap(await desk.room.search(ada, { q: "depl serv" }));
    expect(items[0]?.excerpt).toEqual([
      { text: "Deploy", hit: true },
      { text: " the staging ", hit: false },
      { text: "server", hit: true },
      { text: " 👍", hit: false },
    ]);
  });

  it("knows who wrote what, when, and what is with it", async () => {
    const desk = await newConversation([ada, bob]);
    const first = await say(desk, ada, "a link: https://example.com");
    await say(desk, bob, "a reply", { replyTo: first.id });
    const pinned = await say(desk, bob, "a pinned one");
    unwrap(await desk.room.pin(ada, pinned.id, true));
    unwrap(await desk.room.react(ada, pinned.id, "🎉", true));
    expect(await found(desk, "from:bob")).toEqual(["a pinned one", "a reply"]);
    expect(await found(desk, 'from:"ada love" a')).toEqual([first.text]);
    expect(await found(desk, "from:me")).toEqual([first.text]);
    expect(await found(desk, `from:${bob.user} has:pin`)).toEqual(["a pinned one"]);
    expect(await found(desk, "has:links")).toEqual([first.text]);
    expect(await found(desk, "has:thread")).toEqual([first.text]);
    expect(await found(desk, "has:reaction")).toEqual(["a pinned one"]);
    const today = new Date(first.at).toISOString().slice(0, 10);
    expect(await found(desk, `on:${today} reply`)).toEqual(["a reply"]);
    expect(await found(desk, `before:${today} reply`)).toEqual([]);
    expect(await found(desk, `after:${today} reply`)).toEqual([]);
    for (const wrong of ["has:cheese", "before:yesterday", "after:2026-02-31", "  ", "x".repeat(400)]) {
      expect(refusalOf(await desk.room.search(ada, { q: wrong })), wrong).toBe("invalid");
    }
  });

  it("P7.23 finds what a message says now, and nothing of what was edited away or deleted", async () => {
    const desk = await newConversation([ada, bob]);
    const edited = await say(desk, ada, "The password is hunter");
    const deleted = await say(desk, ada, "My hunter secret");
    await say(desk, bob, "An owl");
    expect(await found(desk, "hunter")).toHaveLength(2);
    unwrap(await desk.room.edit(ada, edited.id, "The password is gone"));
    unwrap(await desk.room.remove(ada, deleted.id));
    expect(await found(desk, "hunter")).toEqual([]);
    expect(await found(desk, "password gone")).toEqual(["The password is gone"]);
    expect(await found(desk, "owl")).toEqual(["An owl"]);
  });

  it("is paged, the newest first, whether the room has indexed by itself or not", async () => {
    const desk = await newConversation([ada]);
    for (let n = 0; n < 100; n += 1) await say(desk, ada, `needle ${n}`);
    await runDurableObjectAlarm(desk.room);
    for (let n = 100; n < 130; n += 1) await say(desk, ada, `needle ${n}`);
    const texts: string[] = [];
    let olderThan: number | null | undefined;
    do {
      const page = unwrap(await desk.room.search(ada, { q: "needle", limit: 50, olderThan: olderThan ?? undefined }));
      texts.push(...page.items.map(({ message }) => message.text));
      olderThan = page.next;
    } while (olderThan !== null);
    expect(texts).toEqual(Array.from({ length: 130 }, (_, n) => `needle ${129 - n}`));
  });

  it("P8.36 looks through so many messages for one page, and the next page goes on behind them", async () => {
    const desk = await newConversation([ada]);
    const { id } = await say(desk, ada, "the needle");
    const { at } = await say(desk, ada, "hay of Ada's");
    await runInDurableObject(desk.room, (_, { storage: { sql } }) => {
      sql.exec(
        `WITH RECURSIVE n (seq) AS (SELECT 3 UNION ALL SELECT seq + 1 FROM n WHERE seq < 9000)
         INSERT INTO messages (seq, id, author, author_name, at, text) SELECT seq, 'hay' || seq, 'bob', 'Bob', ? + seq / 2, 'hay' FROM n`,
        at,
      );
    });
    const pages: string[][] = [];
    let olderThan: number | null | undefined;
    do {
      const page = unwrap(await desk.room.search(ada, { q: "from:me", limit: 1, olderThan: olderThan ?? undefined }));
      pages.push(page.items.map(({ message }) => message.text));
      olderThan = page.next;
    } while (olderThan !== null);
    expect(pages.flat().at(-1)).toBe(unwrap(await desk.room.message(ada, id)).text);
    expect(pages.slice(0, 2)).toEqual([[], []]);
    expect(pages.length).toBeLessThanOrEqual(4);
  });
});

import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  ConversationReading,
  FoundMessages,
  Message,
  type MessagePage,
} from "../../durable-objects/conversation/protocol.ts";
import { ConversationRoom } from "../../durable-objects/conversation/room.ts";
import { eventually } from "../eventually.ts";
import { problemIn } from "./client.ts";
import { Person, said } from "./conversation-client.ts";

const Listed = z.object({ items: z.array(Message) });

let ada: Person;
let bo: Person;
let viewer: Person;
let admin: Person;

beforeAll(async () => {
  ({ ada, bo, viewer, admin } = await Person.foundingTeam());
});

let channels = 0;

/** A channel of Ada's, to which Bo belongs too. */
async function newChannel(): Promise<string> {
  channels += 1;
  return (await ada.converse({ kind: "channel", name: `channel ${channels}`, members: [bo.id] })).id;
}

const texts = ({ items }: Pick<MessagePage, "items">) => items.map(({ text }) => text);

async function found(who: Person, path: string): Promise<z.infer<typeof FoundMessages>> {
  const answer = await who.ask("GET", path);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return FoundMessages.parse(await answer.json());
}

describe("messages over HTTP", () => {
  it("are said, read, edited and deleted, and of a deleted one its place is left", async () => {
    const c = await newChannel();
    const at = `/conversations/${c}/messages`;
    const message = await ada.say(c, "  Hello **there**");
    expect(message).toMatchObject({ author: ada.id, authorName: "Ada", replyTo: null, editedAt: null });
    expect(Message.parse(await (await viewer.ask("GET", `${at}/${message.id}`)).json())).toEqual(message);
    expect(await said(viewer.ask("POST", at, { text: "Me too" }))).toBe("403 forbidden");
    expect(await said(bo.ask("PATCH", `${at}/${message.id}`, { text: "Mine" }))).toBe("403 forbidden");
    expect(await said(bo.ask("DELETE", `${at}/${message.id}`))).toBe("403 forbidden");
    const edited = Message.parse(await (await ada.ask("PATCH", `${at}/${message.id}`, { text: "Goodbye" })).json());
    expect(edited).toMatchObject({ id: message.id, seq: message.seq, text: "Goodbye", editedAt: expect.any(Number) });
    const { items } = z
      .object({ items: z.array(z.object({ text: z.string() })) })
      .parse(await (await bo.ask("GET", `${at}/${message.id}/edits`)).json());
    expect(items.map(({ text }) => text)).toEqual([message.text]);
    expect(await said(admin.ask("DELETE", `${at}/${message.id}`))).toBe("204");
    expect((await bo.messages(c)).items).toMatchObject([{ id: message.id, text: "", deletedAt: expect.any(Number) }]);
    expect(await said(ada.ask("PATCH", `${at}/${message.id}`, { text: "Again" }))).toBe("410 gone");
    expect(await said(ada.ask("GET", `${at}/${crypto.randomUUID()}`))).toBe("404 not_found");
  });

  it("P3.33 one sent twice with one Idempotency-Key is one message, and another text with it is refused", async () => {
    const c = await newChannel();
    const post = (text: string) =>
      ada.ask("POST", `/conversations/${c}/messages`, { text }, { "idempotency-key": `once-${c}` });
    const answers = await Promise.all([post("Once"), post("Once"), post("Once")]);
    const ids = await Promise.all(answers.map(async (answer) => Message.parse(await answer.json()).id));
    expect(new Set(ids).size).toBe(1);
    expect(await said(post("Twice"))).toBe("409 key_reused");
    expect(texts(await ada.messages(c))).toEqual(["Once"]);
  });

  it("P7.19 one above 16 kB is refused with a sentence that says so, whatever its letters", async () => {
    const c = await newChannel();
    const kept = await ada.say(c, "é".repeat(8 * 1024));
    expect(kept.text).toHaveLength(8 * 1024);
    for (const text of ["x".repeat(16 * 1024 + 1), "é".repeat(8 * 1024 + 1), "\u{1f680}".repeat(5_000)]) {
      const problem = await problemIn(await ada.ask("POST", `/conversations/${c}/messages`, { text }));
      expect(problem).toMatchObject({ status: 422, code: "invalid" });
      expect(problem.errors?.[0]?.message).toContain("16 kB");
      expect(await said(ada.ask("PATCH", `/conversations/${c}/messages/${kept.id}`, { text }))).toBe("422 invalid");
    }
    for (const body of [{}, { text: "" }, { text: "  \n" }, { text: 7 }, { text: "x", replyTo: "none" }]) {
      expect(await said(ada.ask("POST", `/conversations/${c}/messages`, body))).toBe("422 invalid");
    }
    const files = { text: "x", attachments: [crypto.randomUUID()] };
    expect((await ada.ask("POST", `/conversations/${c}/messages`, files)).ok).toBe(false);
    expect(
      await said(ada.ask("POST", `/conversations/${c}/messages`, { text: "x", replyTo: crypto.randomUUID() })),
    ).toBe("404 not_found");
    expect((await ada.messages(c)).items).toHaveLength(1);
  });

  it("P2.25 pages both ways without a hole or a double at the seam, while more is said", async () => {
    const c = await newChannel();
    for (let i = 0; i < 7; i += 1) await ada.say(c, `${i}`);
    const back = await bo.messages(c, "?limit=3");
    expect(texts(back)).toEqual(["6", "5", "4"]);
    await ada.say(c, "7");
    const older = await bo.messages(c, `?limit=3&before=${back.items.at(-1)?.seq}`);
    expect([texts(older), older.more]).toEqual([["3", "2", "1"], true]);
    const oldest = await bo.messages(c, `?limit=3&before=${older.items.at(-1)?.seq}`);
    expect([texts(oldest), oldest.more]).toEqual([["0"], false]);
    const on = await bo.messages(c, `?limit=3&after=${older.items[0]?.seq}`);
    expect([texts(on), on.more]).toEqual([["4", "5", "6"], true]);
    const rest = await bo.messages(c, `?limit=3&after=${on.items.at(-1)?.seq}`);
    expect([texts(rest), rest.more]).toEqual([["7"], false]);
    for (const query of ["?limit=0", "?limit=201", "?after=-1", "?after=x", "?thread=x", "?after=1&before=2"]) {
      expect(await said(bo.ask("GET", `/conversations/${c}/messages${query}`))).toBe("422 invalid");
    }
  });

  it("stand in threads, which are listed apart and followed", async () => {
    const c = await newChannel();
    const root = await ada.say(c, "Root");
    const reply = await bo.say(c, "Reply", { replyTo: root.id });
    await ada.say(c, "Beside");
    expect(texts(await bo.messages(c, "?after=0"))).toEqual(["Root", "Reply", "Beside"]);
    expect(texts(await bo.messages(c, "?after=0&thread=none"))).toEqual(["Root", "Beside"]);
    expect(texts(await bo.messages(c, `?after=0&thread=${root.id}`))).toEqual(["Reply"]);
    const shown = Message.parse(await (await ada.ask("GET", `/conversations/${c}/messages/${root.id}`)).json());
    expect(shown.thread).toMatchObject({ replies: 1, lastSeq: reply.seq, users: [bo.id] });
    const Threads = z.object({ items: z.array(z.object({ thread: z.string(), unread: z.number() })) });
    const threads = async (who: Person) =>
      Threads.parse(await (await who.ask("GET", `/conversations/${c}/threads`)).json()).items;
    expect(await threads(ada)).toMatchObject([{ thread: root.id, unread: 1 }]);
    const follow = `/conversations/${c}/messages/${root.id}/follow`;
    expect(await (await ada.ask("DELETE", follow)).json()).toMatchObject({ following: false });
    expect(await threads(ada)).toEqual([]);
    expect(await (await ada.ask("PUT", follow)).json()).toMatchObject({ thread: root.id, following: true });
  });

  it("are reacted to and pinned", async () => {
    const c = await newChannel();
    const { id } = await ada.say(c, "Good news");
    const at = `/conversations/${c}/messages/${id}`;
    const rocket = `${at}/reactions/${encodeURIComponent("\u{1f680}")}`;
    expect(await said(ada.ask("PUT", rocket))).toBe("200");
    expect(await (await bo.ask("PUT", rocket)).json()).toMatchObject({
      reactions: [{ emoji: "\u{1f680}", users: [ada.id, bo.id] }],
    });
    expect(await said(viewer.ask("PUT", rocket))).toBe("403 forbidden");
    expect(await said(ada.ask("PUT", `${at}/reactions/notanemoji`))).toBe("422 invalid");
    expect(await (await ada.ask("DELETE", rocket)).json()).toMatchObject({ reactions: [{ users: [bo.id] }] });
    expect(await (await ada.ask("PUT", `${at}/pin`)).json()).toMatchObject({ pinnedBy: ada.id });
    const pins = async () => Listed.parse(await (await viewer.ask("GET", `/conversations/${c}/pins`)).json());
    expect(texts(await pins())).toEqual(["Good news"]);
    expect(await (await bo.ask("DELETE", `${at}/pin`)).json()).toMatchObject({ pinnedAt: null });
    expect(texts(await pins())).toEqual([]);
  });

  it("are read up to a marker, and marked unread again", async () => {
    const c = await newChannel();
    const reading = async () =>
      ConversationReading.parse(await (await bo.ask("GET", `/conversations/${c}/read`)).json()).read;
    const first = await ada.say(c, "One");
    await ada.say(c, "Two");
    expect(await reading()).toMatchObject({ unread: 2 });
    expect(await said(bo.ask("PUT", `/conversations/${c}/read`, { seq: first.seq }))).toBe("200");
    expect(await reading()).toMatchObject({ marker: first.seq, unread: 1 });
    expect(await said(bo.ask("PUT", `/conversations/${c}/read`, {}))).toBe("200");
    expect(await reading()).toMatchObject({ unread: 0 });
    expect(await (await bo.ask("PUT", `/conversations/${c}/read`, { seq: 0 })).json()).toMatchObject({ unread: 2 });
    expect(await said(bo.ask("PUT", `/conversations/${c}/read`, { seq: -1 }))).toBe("422 invalid");
  });

  it("wait for their time, known to their author alone", async () => {
    const c = await newChannel();
    const at = `/conversations/${c}/scheduled`;
    const sendAt = Date.now() + 3_600_000;
    const answer = await ada.ask("POST", at, { text: "Later", sendAt });
    expect(answer.status).toBe(201);
    const { id } = z.object({ id: z.string() }).parse(await answer.json());
    expect(await (await ada.ask("GET", at)).json()).toMatchObject({ items: [{ id, text: "Later", sendAt }] });
    expect(await (await bo.ask("GET", at)).json()).toEqual({ items: [] });
    expect(await said(bo.ask("DELETE", `${at}/${id}`))).toBe("404 not_found");
    expect(await said(ada.ask("PATCH", `${at}/${id}`, {}))).toBe("422 invalid");
    expect(await (await ada.ask("PATCH", `${at}/${id}`, { text: "Much later" })).json()).toMatchObject({
      ...{ text: "Much later", sendAt },
    });
    expect(await said(ada.ask("POST", at, { text: "Past", sendAt: 1 }))).toBe("422 invalid");
    expect(await said(ada.ask("DELETE", `${at}/${id}`))).toBe("204");
    expect((await ada.messages(c)).items).toEqual([]);
  });

  it("are not said in an archived conversation, which is read still", async () => {
    const c = await newChannel();
    const { id } = await ada.say(c, "Before");
    expect(await said(ada.ask("PATCH", `/conversations/${c}`, { archived: true }))).toBe("200");
    expect(await said(bo.ask("POST", `/conversations/${c}/messages`, { text: "After" }))).toBe("409 conflict");
    expect(await said(ada.ask("PATCH", `/conversations/${c}/messages/${id}`, { text: "Now" }))).toBe("409 conflict");
    expect(texts(await bo.messages(c))).toEqual(["Before"]);
  });
});

describe("search", () => {
  it("P5.47 finds across the conversations one may enter at that moment, the newest first", async () => {
    const open = await newChannel();
    const secret = await bo.converse({ kind: "private", name: "hush", members: [ada.id] });
    await ada.say(open, "The zeppelin leaves at noon");
    await bo.say(secret.id, "A zeppelin of our own");
    await ada.say(open, "Zeppelins are slow");
    const all = await found(ada, "/messages?q=zeppelin");
    expect(all.items.map(({ message }) => message.text)).toEqual([
      "Zeppelins are slow",
      "A zeppelin of our own",
      "The zeppelin leaves at noon",
    ]);
    expect(all.items[1]?.conversation).toBe(secret.id);
    expect(all.items[0]?.excerpt.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(["Zeppelins"]);
    expect((await found(viewer, "/messages?q=zeppelin")).items).toHaveLength(2);
    expect((await found(ada, "/messages?q=zeppelin+in%3Ahush")).items).toHaveLength(1);
    expect((await found(admin, "/messages?q=zeppelin+in%3Ahush")).items).toEqual([]);
    expect((await found(ada, "/messages?q=zeppelin+from%3Ame")).items).toHaveLength(2);
    expect((await found(ada, `/conversations/${open}/search?q=zeppelin`)).items).toHaveLength(2);
    expect(await said(admin.ask("GET", `/conversations/${secret.id}/search?q=zeppelin`))).toBe("404 not_found");
    expect(await said(bo.ask("DELETE", `/conversations/${secret.id}/members/${ada.id}`))).toBe("204");
    expect((await found(ada, "/messages?q=zeppelin")).items).toHaveLength(2);
    for (const q of ["", "%20", "has%3Anothing", "before%3Atomorrow", "x".repeat(301)]) {
      expect(await said(ada.ask("GET", `/messages?q=${q}`))).toBe("422 invalid");
    }
    const guest = await ada.inviting("guest");
    expect(await found(guest, "/messages?q=zeppelin")).toEqual({ items: [], next: null, partial: false });
  });

  it("P8.34 is answered a page at a time, none left out and none twice", async () => {
    const [one, two] = [await newChannel(), await newChannel()];
    for (let i = 0; i < 5; i += 1) {
      await ada.say(one, `Marmalade ${i}`);
      await ada.say(two, `Marmalade ${i} too`);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: z.infer<typeof FoundMessages> = await found(
        ada,
        `/messages?q=marmalade&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ message }) => message.text));
      cursor = page.next;
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
    expect(seen.slice(-2).sort()).toEqual(["Marmalade 0", "Marmalade 0 too"]);
  });
});

describe("a search that would take too long", () => {
  it("P8.35 answers what it has after so many calls, and the next page goes on from there", async () => {
    const c = await newChannel();
    await ada.say(c, "An umbrella");
    const asked: number[] = [];
    const search = vi.spyOn(ConversationRoom.prototype, "search").mockImplementation(async (_, { olderThan }) => {
      const until = Math.min(olderThan ?? Date.now(), Date.now());
      asked.push(until);
      return { ok: true, value: { items: [], next: until - 1000 } };
    });
    const first = await found(ada, `/conversations/${c}/search?q=umbrella`);
    expect(first).toMatchObject({ items: [], next: expect.any(String) });
    expect(asked.length).toBeLessThanOrEqual(25);
    const ended = Math.min(...asked.splice(0));
    const second = await found(ada, `/conversations/${c}/search?q=umbrella&cursor=${first.next}`);
    expect(second.next).not.toBe(first.next);
    expect(Math.max(...asked.splice(0))).toBeLessThan(ended);
    const across = await found(ada, "/messages?q=umbrella");
    expect(across.next).not.toBeNull();
    const rooms = new Set((await ada.conversations()).map(({ id }) => id)).size;
    expect(asked.length).toBeLessThanOrEqual(rooms + 25);
    search.mockRestore();
    expect((await found(ada, "/messages?q=umbrella")).items).toHaveLength(1);
  });

  it("P2.26 shows nothing that is older than what some room has not looked through yet", async () => {
    const [quiet, long] = [await newChannel(), await newChannel()];
    const early = await ada.say(quiet, "An early parasol");
    await eventually(() => expect(Date.now()).toBeGreaterThan(early.at));
    const late = await ada.say(long, "A late parasol");
    const real = ConversationRoom.prototype.search;
    let calls = 0;
    const search = vi.spyOn(ConversationRoom.prototype, "search").mockImplementation(async function (
      this: ConversationRoom,
      who,
      wanted,
    ) {
      if (this.name !== long || calls > 40) return real.call(this, who, wanted);
      calls += 1;
      return { ok: true, value: { items: [], next: late.at + 1_000_000 - calls } };
    });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: z.infer<typeof FoundMessages> = await found(
        ada,
        `/messages?q=parasol${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ message }) => message.text));
      cursor = page.next;
    }
    expect(seen).toEqual(["A late parasol", "An early parasol"]);
    search.mockRestore();
  });
});

describe("export", () => {
  it("is all that was said, as lines of JSON or as Markdown", async () => {
    const c = await newChannel();
    const who = { user: ada.id, name: "Ada", role: "owner" as const };
    for (let i = 0; i < 205; i += 1) {
      const posted = await env.CONVERSATION.getByName(c).post(who, { message: crypto.randomUUID(), text: `Line ${i}` });
      expect(posted.ok).toBe(true);
    }
    const gone = await bo.say(c, "Never mind");
    expect(await said(bo.ask("DELETE", `/conversations/${c}/messages/${gone.id}`))).toBe("204");
    const answer = await viewer.ask("GET", `/conversations/${c}/export`);
    expect(answer.headers.get("content-disposition")).toContain(`filename="channel ${channels}.jsonl"`);
    const [head, ...lines] = new TextDecoder()
      .decode(await answer.arrayBuffer())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(head).toMatchObject({ conversation: { id: c } });
    expect(lines.map((line) => Message.parse(line).text)).toEqual([
      ...Array.from({ length: 205 }, (_, i) => `Line ${i}`),
      "",
    ]);
    const markdown = await (await ada.ask("GET", `/conversations/${c}/export?format=markdown`)).text();
    expect(markdown).toMatch(/^# channel \d+\n/);
    expect(markdown).toContain("\nLine 204\n");
    expect(markdown).not.toContain("Never mind");
    expect(await said(ada.ask("GET", `/conversations/${c}/export?format=pdf`))).toBe("422 invalid");
  }, 30_000);
});

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { type ConversationStub, enter, newConversation, say, someone } from "./conversation-desk.ts";

/** What SQLite reads and writes in a room while `work` runs, indexes and alarms included. */
async function rowsOf(room: ConversationStub, work: () => Promise<void>): Promise<{ read: number; written: number }> {
  const cursors: { rowsWritten: number; rowsRead: number }[] = [];
  let alarms = 0;
  await runInDurableObject(room, (_, { storage }) => {
    const { exec } = storage.sql;
    const setAlarm = storage.setAlarm;
    const counted = (query: string, ...bindings: SqlStorageValue[]) => {
      const cursor = exec.call(storage.sql, query, ...bindings);
      cursors.push(cursor);
      return cursor;
    };
    Object.defineProperty(storage.sql, "exec", { configurable: true, value: counted });
    Object.defineProperty(storage, "setAlarm", {
      configurable: true,
      value: (at: number) => {
        alarms += 1;
        return setAlarm.call(storage, at);
      },
    });
  });
  await work();
  return runInDurableObject(room, (_, { storage }) => {
    Reflect.deleteProperty(storage.sql, "exec");
    Reflect.deleteProperty(storage, "setAlarm");
    const rows = { read: 0, written: alarms };
    for (const { rowsRead, rowsWritten } of cursors) {
      rows.read += rowsRead;
      rows.written += rowsWritten;
    }
    return rows;
  });
}

it("P8.31 a message writes at most six rows, its place in the search index included", async () => {
  const people = ["Ada", "Bob", "Cyd", "Dan", "Eve", "Fay"].map((name) => someone(name));
  const desk = await newConversation(people);
  const [ada = someone("Ada")] = people;
  const root = await say(desk, ada, "root");
  const sockets = await Promise.all(people.map(async (who) => (await enter(desk, who)).socket));
  let posted = 0;
  const { written } = await rowsOf(desk.room, async () => {
    // Some hundred in a moment, as many times as ten seconds of it would be indexed and told.
    for (let round = 0; round < 6; round += 1) {
      const last = sockets.map((socket) => {
        let id = "";
        for (let n = 0; n < 28; n += 1) {
          posted += 1;
          id = crypto.randomUUID();
          const reply = posted % 20 === 0 ? { replyTo: root.id } : {};
          const text = posted % 50 === 0 ? `[@Ada](ensemble:user/${ada.user}) look` : `Word ${posted} of a talk`;
          socket.send({ id, type: "message.post", message: id, text, ...reply });
        }
        return socket.next((frame) => frame.type === "ack" && frame.id === id);
      });
      await Promise.all(last);
      await runDurableObjectAlarm(desk.room);
    }
    expect(unwrap(await desk.room.search(ada, { q: "talk" })).items).toHaveLength(20);
  });
  expect(posted).toBeGreaterThan(1_000);
  expect(written / posted).toBeLessThanOrEqual(6);
});

it("P8.32 opening a conversation of 100,000 messages reads one page's rows", async () => {
  const ada = someone("Ada");
  const desk = await newConversation([ada]);
  await say(desk, ada, "first");
  await runInDurableObject(desk.room, (_, { storage: { sql } }) => {
    sql.exec(
      `WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
       INSERT INTO messages (seq, id, author, author_name, at, text, thread)
       SELECT n, 'm' || n, author, author_name, at + n, 'text ' || n, CASE WHEN n > 60000 THEN id END FROM messages JOIN n
       WHERE seq = 1`,
    );
    sql.exec("UPDATE events SET seq = 100000 WHERE seq = 1");
    sql.exec("UPDATE readers SET marker = 99000");
  });
  const { read } = await rowsOf(desk.room, async () => {
    const { messages, more } = (await enter(desk, ada)).snapshot();
    expect([messages.length, messages.at(-1)?.seq, more]).toEqual([50, 60_000, true]);
  });
  expect(read).toBeLessThan(250);
  const page = await rowsOf(desk.room, async () => {
    expect(unwrap(await desk.room.messages(ada, { before: 50_000, thread: "none" })).items).toHaveLength(50);
  });
  expect(page.read).toBeLessThan(300);
});

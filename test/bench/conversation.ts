/**
 * A conversation's bars: 200 sockets and 20 messages a second, beside a bare object that sends the same bytes to as many;
 * rows written per message; and the rows read to open a conversation of 100,000 messages.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { countedEnsemble, ensemble, socketUrl } from "./contenders/ensemble.ts";
import { LISTENING, makeTalk, postsOf, type Talk } from "./conversation/tenant.ts";
import type { RunningServer } from "./process/server.ts";
import { printBar } from "./report.ts";
import { measureBeside, runLoad } from "./room/beside.ts";
import { openRoomSocket } from "./room/socket.ts";
import type { RoomTask } from "./room/task.ts";

const SHAPE = { sockets: 200, members: 10, perSecond: 20, seconds: 10 };
const CPU_BAR = 1.5;
const ROWS_BAR = 6;
const COUNTED_MESSAGES = 1_000;
/** What was said is indexed, and told to inboxes, a moment later; that is counted too. */
const SETTLED_AFTER_MS = 4_000;
const LONG = 100_000;
/** A page of 50, one more to know whether there are more, and of each its place in the index, with what else is told. */
const OPENING_BAR = 250;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);

/** Every member has read all before a load, so that what they have not read is counted and told anew. */
function talkOn(server: RunningServer, { urls }: Talk, messages: number): RoomTask {
  const first = { type: "read", seq: Number.MAX_SAFE_INTEGER };
  const { members: senders, perSecond } = SHAPE;
  return { urls, listening: LISTENING, sends: postsOf(messages), first, pid: server.pid, senders, perSecond };
}

async function measureLoad(): Promise<void> {
  const server = await ensemble.start();
  try {
    const talk = await makeTalk(server, SHAPE);
    const ratio = await measureBeside(rounds, async () => talkOn(server, talk, SHAPE.perSecond * SHAPE.seconds), {
      title: `${SHAPE.sockets} sockets of ${SHAPE.members} members, ${SHAPE.perSecond} messages/s for ${SHAPE.seconds} s`,
    });
    printBar("CPU per delivered message against a bare object", ratio, CPU_BAR, "×");
  } finally {
    await server.end();
  }
}

const Rows = z.object({ rowsWritten: z.number(), rowsRead: z.number() });

async function measureRows(): Promise<void> {
  const server = await countedEnsemble.start();
  try {
    const talk = await makeTalk(server, { sockets: 10, members: 10 });
    const address = `${server.url}/api/bench/conversations/${talk.conversation}`;
    const rows = async () => Rows.parse(await (await fetch(address)).json());
    const before = await rows();
    const { sent, refused } = await runLoad(talkOn(server, talk, COUNTED_MESSAGES));
    await sleep(SETTLED_AFTER_MS);
    const written = (await rows()).rowsWritten - before.rowsWritten;
    printBar(`rows written per message over ${sent} messages`, written / (sent - refused), ROWS_BAR, "rows");

    const filled = await fetch(`${address}/messages?upTo=${LONG}`, { method: "POST" });
    if (!filled.ok) throw new Error(`filling answered ${filled.status}`);
    const unopened = await rows();
    const url = await socketUrl(server, talk.token, "conversation", talk.conversation);
    const socket = await openRoomSocket(url, LISTENING);
    await socket.close();
    const read = (await rows()).rowsRead - unopened.rowsRead;
    printBar(`rows read on opening ${LONG} messages, all of them read`, read, OPENING_BAR, "rows");
  } finally {
    await server.end();
  }
}

await measureLoad();
await measureRows();

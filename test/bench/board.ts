/**
 * The board's bars: 200 sockets on a project of 2,000 tasks with 50 moves a second, beside a bare object that sends the
 * same bytes to as many; rows written per move; and the bytes it takes to open a project of 5,000 tasks.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Board, listeningTo, makeBoard } from "./board/tenant.ts";
import { countedEnsemble, ensemble, socketUrl } from "./contenders/ensemble.ts";
import type { RunningServer } from "./process/server.ts";
import { printBar } from "./report.ts";
import { measureBeside, runLoad } from "./room/beside.ts";
import { openRoomSocket } from "./room/socket.ts";
import type { RoomTask } from "./room/task.ts";

const SHAPE = { sockets: 200, tasks: 2_000, movers: 10, perSecond: 50, seconds: 10 };
const CPU_BAR = 1.5;
const ROWS_BAR = 6;
const OPEN_BAR = 1.2;
const OPENED_TASKS = 5_000;
/** Moves whose rows are counted: more than a user's commands that are remembered, so that forgetting counts too. */
const COUNTED_MOVES = 1_000;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);

/** Moves each to the end of the next column, so that columns neither empty nor fill. */
function movesOn(server: RunningServer, { urls, stream, tasks, columns }: Board, count: number): RoomTask {
  const sends = Array.from({ length: count }, (_, move) => ({
    type: "task.move",
    task: tasks[(move * 7) % tasks.length],
    columnId: columns[move % columns.length],
  }));
  const { movers: senders, perSecond } = SHAPE;
  return { urls, listening: listeningTo({ stream }), sends, first: null, pid: server.pid, senders, perSecond };
}

async function measureLoad(): Promise<void> {
  const server = await ensemble.start();
  try {
    const board = await makeBoard(server, SHAPE);
    const ratio = await measureBeside(rounds, async () => movesOn(server, board, SHAPE.perSecond * SHAPE.seconds), {
      title: `${SHAPE.sockets} sockets, ${SHAPE.tasks} tasks, ${SHAPE.perSecond} moves/s for ${SHAPE.seconds} s`,
    });
    printBar("CPU per delivered event against a bare object", ratio, CPU_BAR, "×");
  } finally {
    await server.end();
  }
}

const Rows = z.object({ rowsWritten: z.number() });

async function measureRowsAndOpening(): Promise<void> {
  const server = await countedEnsemble.start();
  try {
    const board = await makeBoard(server, { sockets: 10, tasks: OPENED_TASKS });
    const rowsOf = async () =>
      Rows.parse(await (await fetch(`${server.url}/api/bench/workspaces/${board.workspace}`)).json()).rowsWritten;
    const before = await rowsOf();
    const result = await runLoad(movesOn(server, board, COUNTED_MOVES));
    const rows = ((await rowsOf()) - before) / (result.sent - result.refused);

    const url = await socketUrl(server, board.token, "workspace", board.workspace);
    const socket = await openRoomSocket(url, listeningTo(board));
    const bytes = socket.snapshotBytes();
    await socket.close();
    const json = await jsonBytes(server, board);
    console.log();
    printBar(`rows written per move over ${result.sent} moves`, rows, ROWS_BAR, "rows");
    printBar(
      `opening ${OPENED_TASKS} tasks, ${bytes} bytes against their JSON of ${json}`,
      bytes / json,
      OPEN_BAR,
      "×",
    );
  } finally {
    await server.end();
  }
}

const Page = z.object({ items: z.array(z.json()), next: z.string().nullable() });

/** The length of all tasks as one JSON array, as the HTTP API tells them. */
async function jsonBytes(server: RunningServer, board: Board): Promise<number> {
  const tasks: unknown[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "200", ...(cursor === null ? {} : { cursor }) });
    const path = `/api/workspaces/${board.workspace}/projects/${board.project}/tasks?${query}`;
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${board.token}` } });
    const page: z.infer<typeof Page> = Page.parse(await answer.json());
    tasks.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return Buffer.byteLength(JSON.stringify(tasks));
}

await measureLoad();
await measureRowsAndOpening();

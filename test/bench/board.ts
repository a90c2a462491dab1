/**
 * The board's bars: 200 sockets on a project of 2,000 tasks with 50 moves a second, beside a bare object that sends the
 * same bytes to as many; rows written per move; and the bytes it takes to open a project of 5,000 tasks.
 */
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import { openBoardSocket } from "./board/socket.ts";
import { BoardLoadResult, type BoardTask } from "./board/task.ts";
import { type Board, makeBoard } from "./board/tenant.ts";
import { countedEnsemble, ensemble, socketUrl } from "./contenders/ensemble.ts";
import { type RunningServer, startServer } from "./process/server.ts";
import { median, printBar, printTable } from "./report.ts";

const SHAPE = { sockets: 200, tasks: 2_000, movers: 10, perSecond: 50, seconds: 10 };
const CPU_BAR = 1.5;
const ROWS_BAR = 6;
const OPEN_BAR = 1.2;
const OPENED_TASKS = 5_000;
/** Moves whose rows are counted: more than a user's commands that are remembered, so that forgetting counts too. */
const COUNTED_MOVES = 1_000;

const run = promisify(execFile);
const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);

async function load(task: BoardTask): Promise<BoardLoadResult> {
  const generator = run(process.execPath, [`${import.meta.dirname}/board/generator.ts`], { maxBuffer: 1 << 24 });
  // Two hundred tickets are longer than a command line may be.
  generator.child.stdin?.end(JSON.stringify(task));
  const { stdout } = await generator;
  return BoardLoadResult.parse(JSON.parse(stdout));
}

const taskFor = (server: RunningServer, board: Board, more: Partial<BoardTask> = {}): BoardTask => ({
  dialect: "ensemble",
  pid: server.pid,
  urls: board.urls,
  stream: board.stream,
  columns: board.columns,
  tasks: board.tasks,
  payload: "",
  movers: SHAPE.movers,
  perSecond: SHAPE.perSecond,
  seconds: SHAPE.seconds,
  ...more,
});

async function measureLoad(): Promise<void> {
  const ours: BoardLoadResult[] = [];
  const theirs: BoardLoadResult[] = [];
  const server = await ensemble.start();
  const bare = await startServer([process.execPath, "servers/workerd.ts", "bare-board"], import.meta.dirname);
  try {
    const board = await makeBoard(server, SHAPE);
    for (let round = 0; round < rounds; round++) {
      const result = await load(taskFor(server, board));
      const urls = board.urls.map(() => `${bare.url.replace(/^http/, "ws")}/round-${round}`);
      // As many bytes as an event has on average.
      const payload = result.sample.slice(0, Math.round(result.bytesPerEvent));
      const floor = await load(taskFor(bare, board, { dialect: "bare", urls, payload }));
      ours.push(result);
      theirs.push(floor);
      console.error(
        `round ${round + 1}: ${micros(result).toFixed(2)} against ${micros(floor).toFixed(2)} µs a delivery`,
      );
    }
  } finally {
    await server.end();
    await bare.end();
  }
  console.log(
    `\n${SHAPE.sockets} sockets, ${SHAPE.tasks} tasks, ${SHAPE.perSecond} moves/s for ${SHAPE.seconds} s; medians of ${rounds} interleaved rounds\n`,
  );
  const line = (name: string, results: BoardLoadResult[]) => [
    name,
    String(results.reduce((sum, each) => sum + each.lost + each.refused, 0)),
    median(results.map(micros)).toFixed(2),
    median(results.map((each) => each.bytesPerEvent)).toFixed(0),
    median(results.map((each) => each.ackP50Ms)).toFixed(1),
    median(results.map((each) => each.ackP99Ms)).toFixed(1),
    median(results.map((each) => each.generatorCpuSeconds)).toFixed(1),
  ];
  printTable(
    ["server", "lost or refused", "µs CPU/delivery", "bytes/event", "ack p50 ms", "ack p99 ms", "generator s"],
    [line("ensemble", ours), line("bare object", theirs)],
  );
  // Runs of one round stand side by side, so that what else the machine did weighs on both.
  const ratio = median(ours.map((result, round) => micros(result) / micros(theirs[round] ?? result)));
  printBar("CPU per delivered event against a bare object", ratio, CPU_BAR, "×");
}

function micros(result: BoardLoadResult): number {
  return (result.cpuSeconds * 1e6) / result.deliveries;
}

const Rows = z.object({ rowsWritten: z.number() });

async function measureRowsAndOpening(): Promise<void> {
  const server = await countedEnsemble.start();
  try {
    const board = await makeBoard(server, { sockets: 10, tasks: OPENED_TASKS });
    const rowsOf = async () =>
      Rows.parse(await (await fetch(`${server.url}/api/bench/workspaces/${board.workspace}`)).json()).rowsWritten;
    const before = await rowsOf();
    const result = await load(taskFor(server, board, { seconds: COUNTED_MOVES / SHAPE.perSecond }));
    const rows = ((await rowsOf()) - before) / (result.moves - result.refused);

    const url = await socketUrl(server, board.token, "workspace", board.workspace);
    const socket = await openBoardSocket(url, board.stream);
    const bytes = socket.snapshotBytes();
    await socket.close();
    const json = await jsonBytes(server, board);
    console.log();
    printBar(`rows written per move over ${result.moves} moves`, rows, ROWS_BAR, "rows");
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

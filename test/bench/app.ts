/**
 * The app's bars: what the board's page makes the server send first, and how a board of 2,000 tasks scrolls, drags and
 * shows what one does, beside a plain page with the same cards. Nothing here asserts a time.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type FirstLoad, weighFirstLoad } from "./app/first-load.ts";
import { dragAbout, type Frames, framesDuring, scrollLongest } from "./app/frames.ts";
import { type Seen, writeTask } from "./app/local-change.ts";
import { type Scene, setScene } from "./app/scene.ts";
import { listeningTo } from "./board/tenant.ts";
import { socketUrl } from "./contenders/ensemble.ts";
import { median, printBar, printTable } from "./report.ts";
import { openRoomSocket } from "./room/socket.ts";

const TASKS = 2_000;
const LOAD_BAR_KB = 250;
const SCROLLED_FRAMES = 180;
const DRAG_STEPS = 120;
const REMOTE_MOVES = 60;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);

interface Round {
  load: FirstLoad;
  app: { scroll: Frames; drag: Frames; remote: Frames };
  plain: { scroll: Frames; drag: Frames };
  seen: Seen[];
}

/** One round: the app and the plain page in turn, each in a fresh profile. */
async function round(scene: Scene): Promise<Round> {
  const first = await scene.member();
  const load = await weighFirstLoad(await first.newPage(), scene.address);
  await first.close();

  const context = await scene.member();
  const board = await scene.openBoard(context);
  const app = {
    scroll: await framesDuring(board, () => scrollLongest(board, SCROLLED_FRAMES)),
    drag: await framesDuring(board, () => dragAbout(board, CARD, DRAG_STEPS)),
    remote: await framesDuring(board, () => moveElsewhere(scene)),
  };
  const seen: Seen[] = [];
  for (let at = 0; at < 5; at++) seen.push(await writeTask(board, `Written here, ${crypto.randomUUID()}`));
  await board.close();

  const page = await scene.openPlain(context);
  const plain = {
    scroll: await framesDuring(page, () => scrollLongest(page, SCROLLED_FRAMES)),
    drag: await framesDuring(page, () => dragAbout(page, ".card", DRAG_STEPS)),
  };
  await context.close();
  return { load, app, plain, seen };
}

/** A card of the app: what is dragged is called a task's. */
const CARD = 'li:has(a:has-text("look into")), article:has-text("look into")';

/** Somebody else moves cards between columns, 20 a second. */
async function moveElsewhere({ server, board }: Scene): Promise<void> {
  const socket = await openRoomSocket(
    await socketUrl(server, board.token, "workspace", board.workspace),
    listeningTo(board),
  );
  for (let move = 0; move < REMOTE_MOVES; move++) {
    const task = board.tasks[(move * 7) % board.tasks.length];
    const columnId = board.columns[(move * 3) % board.columns.length];
    await socket.command({ type: "task.move", task, columnId } as { type: string });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await socket.close();
}

const of = (all: readonly Frames[]) => [
  median(all.map((each) => each.perSecond)).toFixed(0),
  median(all.map((each) => each.p95Ms)).toFixed(1),
  median(all.map((each) => each.long)).toFixed(0),
  median(all.map((each) => each.shift)).toFixed(4),
];

await using scene = await setScene(TASKS);
const results: Round[] = [];
for (let at = 0; at < rounds; at++) {
  results.push(await round(scene));
  console.error(`round ${at + 1} of ${rounds}`);
}

const loads = results.map(({ load }) => load);
const kinds = [...new Set(loads.flatMap(({ bytes }) => Object.keys(bytes)))];
console.log(`\nFirst load of a board of ${TASKS} tasks, as it went over the wire; medians of ${rounds} rounds\n`);
printTable(
  ["what", "kB"],
  [
    ...kinds.map((kind) => [kind, (median(loads.map(({ bytes }) => bytes[kind] ?? 0)) / 1000).toFixed(1)]),
    ["the app, without what it was told", (median(loads.map(({ app }) => app)) / 1000).toFixed(1)],
  ],
);
printBar("first load of the app", median(loads.map(({ app }) => app)) / 1000, LOAD_BAR_KB, "kB");
printBar("requests outside", Math.max(...loads.map(({ outside }) => outside)), 0, "");
printBar("console messages", Math.max(...loads.map(({ messages }) => messages)), 0, "");
printBar("layout shift while loading", median(loads.map(({ shift }) => shift)), 0.1, "");

console.log(`\nFrames on a board of ${TASKS} tasks, beside the same cards on a plain page that draws all of them\n`);
printTable(
  ["page", "frames/s", "p95 ms", "frames over 50 ms", "layout shift"],
  [
    ["the board, scrolled", ...of(results.map(({ app }) => app.scroll))],
    ["plain page, scrolled", ...of(results.map(({ plain }) => plain.scroll))],
    ["the board, a card dragged over it", ...of(results.map(({ app }) => app.drag))],
    ["plain page, a card dragged over it", ...of(results.map(({ plain }) => plain.drag))],
    ["the board, while others move cards", ...of(results.map(({ app }) => app.remote))],
  ],
);
const seen = results.flatMap((each) => each.seen);
console.log();
printBar("frames from a key to what it does, median", median(seen.map(({ frames }) => frames)), 0, "frames");
printBar("ms from a key to what it does, median", median(seen.map(({ ms }) => ms)), 1000 / 60, "ms");

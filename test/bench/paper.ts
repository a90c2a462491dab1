/** The bars on a large document: a paper of 260,000 edits is written, compacted, woken and opened. */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import * as Y from "yjs";
import { z } from "zod";
import { countedEnsemble } from "./contenders/ensemble.ts";
import { type DocStats, statsOf } from "./contenders/stats.ts";
import { textOf } from "./load/edits.ts";
import { typePaper } from "./paper/edits.ts";
import type { RunningServer } from "./process/server.ts";
import { printBar, printTable } from "./report.ts";
import { openStockSocket } from "./wire/stock-socket.ts";

/** Frames under way at once. */
const FRAMES_AHEAD = 200;
const COMPACTED_WITHIN_MS = 60_000;
/** A room whose sockets are silent for longer than this has gone to sleep (workerd evicts after 10 s). */
const ASLEEP_AFTER_MS = 16_000;
const NEWCOMER_BAR = 1.5;
const STORED_BAR = 1.1;

const { values } = parseArgs({ options: { "edits-per-update": { type: "string", default: "16" } } });
const editsPerUpdate = z.coerce.number().int().positive().parse(values["edits-per-update"]);

const paper = await typePaper(editsPerUpdate);
const server = await countedEnsemble.start();
try {
  const room = await countedEnsemble.room(server);
  const writer = await listen(room, 1);
  const began = performance.now();
  for (const [n, update] of paper.updates.entries()) {
    writer.socket.write(update);
    if (n % FRAMES_AHEAD === 0) await writer.socket.drained();
  }
  const held = await compacted(server, room.document, (stats) => stats.tailEntries === 0 && stats.snapshotBytes > 0);
  console.error(`written and compacted in ${((performance.now() - began) / 1000).toFixed(0)} s`);

  const newcomer = await listen(room, 2);
  const newcomerBytes = newcomer.socket.bytesHeard();
  const whole = textOf(newcomer.heard) === paper.text;

  // Both sockets stay open and silent; the room sleeps under them.
  await sleep(ASLEEP_AFTER_MS);
  const { update } = oneMore(newcomer.heard);
  const arrived = newcomer.next();
  const sent = performance.now();
  writer.socket.write(update);
  await arrived;
  const relayMs = performance.now() - sent;
  const woken = await statsOf(server, room.document);
  await Promise.all([writer.socket.close(), newcomer.socket.close()]);

  const stored = held.snapshotBytes + held.coverageBytes;
  const ratio = (bytes: number) => bytes / paper.snapshot.length;
  console.log(
    `\n${paper.edits} edits in ${paper.updates.length} updates; one encoded snapshot has ${paper.snapshot.length} bytes\n`,
  );
  printTable(
    ["what", "measured", "× snapshot"],
    [
      ["bytes a newcomer hears", String(newcomerBytes), ratio(newcomerBytes).toFixed(3)],
      ["bytes stored after compaction", String(stored), ratio(stored).toFixed(3)],
      ["bytes of history segments beside it", String(held.segmentBytes), ratio(held.segmentBytes).toFixed(3)],
      ["first relay after waking, ms", relayMs.toFixed(1), ""],
    ],
  );
  console.log();
  console.log(`${whole ? "whole   " : "NOT WHOLE"} the newcomer's text is the paper`);
  console.log(
    woken.wakes > held.wakes
      ? `${woken.documentsBuilt > held.documentsBuilt ? "BUILT   " : "not built"} the document, for the first relay after waking`
      : "AWAKE    the room did not go to sleep, so its waking was not measured",
  );
  printBar("bytes to a newcomer", ratio(newcomerBytes), NEWCOMER_BAR, "× snapshot");
  printBar("bytes stored", ratio(stored), STORED_BAR, "× snapshot");
} finally {
  await server.end();
}

/** A stock socket that keeps what it hears. */
async function listen(room: { url: string; document: string }, client: number) {
  const heard: Uint8Array[] = [];
  let waiting: (() => void) | undefined;
  const socket = await openStockSocket({
    ...room,
    dialect: countedEnsemble.dialect,
    client,
    heard: (update) => {
      heard.push(update.slice());
      waiting?.();
    },
  });
  const next = () => new Promise<void>((resolve) => (waiting = resolve));
  return { socket, heard, next };
}

/** One more character at the end, by one who has heard everything. */
function oneMore(heard: Uint8Array[]): { update: Uint8Array } {
  const doc = new Y.Doc();
  for (const update of heard) Y.applyUpdate(doc, update);
  const before = Y.encodeStateVector(doc);
  const text = doc.getText("default");
  text.insert(text.length, ".");
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return { update };
}

async function compacted(server: RunningServer, docId: string, done: (stats: DocStats) => boolean): Promise<DocStats> {
  const until = performance.now() + COMPACTED_WITHIN_MS;
  for (;;) {
    const stats = await statsOf(server, docId);
    if (done(stats) || performance.now() > until) return stats;
    await sleep(1_000);
  }
}

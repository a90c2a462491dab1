/** What a doc room of Ensemble tells of itself, when it runs from the bench's own bundle (`servers/ensemble.ts`). */
import { z } from "zod";
import type { RunningServer } from "../process/server.ts";

const DocStats = z.object({
  snapshotBytes: z.number(),
  /** What stands beside the snapshot to tell who lacks what: its state vector and its deletes. */
  coverageBytes: z.number(),
  tailBytes: z.number(),
  tailEntries: z.number(),
  segmentBytes: z.number(),
  databaseBytes: z.number(),
  /** Rows changed in the object's SQLite since it woke: data, deletes, jobs and alarms alike. */
  rowsWritten: z.number(),
  /** How often this room was brought to life before it was asked. */
  wakes: z.number(),
  /** How many `Y.Doc` were given content in the worker. */
  documentsBuilt: z.number(),
});
export type DocStats = z.infer<typeof DocStats>;

export async function statsOf(server: RunningServer, docId: string): Promise<DocStats> {
  const response = await fetch(`${server.url}/api/bench/docs/${docId}`);
  if (!response.ok) throw new Error(`the stats of ${docId} answered ${response.status}`);
  return DocStats.parse(await response.json());
}

/** Where a server of the bench lives: a free port, and the temporary folder its starter made. */
import { createServer } from "node:net";

/** A port that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** @throws when the server was not started through `process/server.ts`. */
export function stateFolder(): string {
  const folder = process.env.BENCH_STATE;
  if (!folder) throw new Error("BENCH_STATE names no folder");
  return folder;
}

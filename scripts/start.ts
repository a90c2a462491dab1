/** `npm start`: builds what changed, and serves it from this machine until it is told to stop. */
import { buildIfChanged } from "./build.ts";
import { readEnvironment } from "./environment.ts";
import { runUntilStopped } from "./lifetime.ts";
import { WORKER_FOLDER } from "./repository.ts";
import { startServer } from "./server.ts";

await runUntilStopped(async () => {
  const environment = readEnvironment(process.env);
  await buildIfChanged();
  const server = await startServer({ ...environment, bundleFolder: WORKER_FOLDER, onLog: (line) => console.log(line) });
  console.log(`Ensemble ready on http://localhost:${server.port}`);
  return () => server.close();
});

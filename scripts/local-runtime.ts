/**
 * One workerd that runs the built worker as wrangler.toml describes it, without wrangler's dev proxy in between (that
 * would be a second workerd on the path of every frame). `npm start`, `npm run dev`, `serve:bench` and the tests of the
 * whole server all come through here.
 */
import { join } from "node:path";
import { applyMigrations } from "./d1-migrations.ts";
import { readMiniflareOptions, readWorkerConfig } from "./wrangler-config.ts";
import { miniflare } from "./wrangler-runtime.ts";

export interface LocalRuntimeOptions {
  /** The address to listen on, such as `127.0.0.1`. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Where D1, R2 and the rooms keep their files. Laid out as `wrangler --persist-to` does, so its commands work here. */
  stateFolder: string;
  /** Where the worker's bundle is. */
  bundleFolder: string;
  /** Settings and secrets; they win over wrangler.toml's `[vars]` and `.dev.vars`. */
  vars: Readonly<Record<string, string>>;
  /** Takes each line the worker writes. */
  onLog: (line: string) => void;
}

export interface LocalRuntime {
  /** Where it really listens. */
  url: URL;
  /** Runs the worker's `scheduled` handler and throws when it did not end well. */
  runCron(pattern: string, scheduledTime: Date): Promise<void>;
  /** Takes the bundle that is in its folder now. All sockets close; state stays. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Thrown when another program listens on the port already. */
export class PortInUse extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program.`);
    this.name = "PortInUse";
  }
}

/**
 * Applies D1's migrations, starts workerd and answers once it listens.
 * @throws PortInUse
 */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const persistence = join(options.stateFolder, "v3");
  await applyMigrations(persistence);
  const described = () => describe(options, persistence);
  const runtime = new miniflare.Miniflare(described());
  try {
    const url = await runtime.ready;
    let askCrons = await doorToCrons(runtime);
    return {
      url,
      runCron: async (pattern, scheduledTime) => {
        const body = JSON.stringify({ cron: pattern, scheduledTime: scheduledTime.getTime() });
        const ask = async () => askCrons("http://crons/", { method: "POST", body });
        const answer = await ask().catch(async () => {
          // A runtime that died and was started again is another one, to which the old door does not lead.
          askCrons = await doorToCrons(runtime);
          return ask();
        });
        const outcome = await answer.text();
        if (outcome !== "ok") throw new Error(`The cron "${pattern}" ended with "${outcome}".`);
      },
      reload: async () => {
        await runtime.setOptions(described());
        askCrons = await doorToCrons(runtime);
      },
      close: () => runtime.dispose(),
    };
  } catch (error) {
    // Disposing fails for the same reason again.
    await runtime.dispose().catch(() => {});
    const inUse = error instanceof miniflare.MiniflareCoreError && error.code === "ERR_ADDRESS_IN_USE";
    throw inUse ? new PortInUse(options.port) : error;
  }
}

/**
 * The way to the worker that runs crons. Miniflare's own `scheduled`, and the first look at anything of its own, hold up
 * this whole process until the runtime answers; with much to log the runtime then waits for us to read, for ever. So we
 * look once, before there is any traffic; what is asked through here holds up nothing.
 */
async function doorToCrons(runtime: InstanceType<typeof miniflare.Miniflare>) {
  const { fetch } = await runtime.getWorker(CRONS_NAME);
  return fetch;
}

/** Part of every room's id: another name would lose what the rooms hold. */
const WORKER_NAME = "ensemble";
const APP_NAME = "ensemble-app";
const CRONS_NAME = "ensemble-crons";

/** Answers how a run of the `scheduled` handler ended. It has no route, so that it is asked from this process alone. */
const CRONS_SCRIPT = `export default {
  async fetch(request, { WORKER }) {
    const { cron, scheduledTime } = await request.json();
    const { outcome } = await WORKER.scheduled({ cron, scheduledTime: new Date(scheduledTime) });
    return new Response(outcome);
  },
}`;

function describe(options: LocalRuntimeOptions, persistence: string) {
  const { worker, assets, services, vars } = readMiniflareOptions();
  const { compatibility_date, compatibility_flags, assets: configured } = readWorkerConfig("");
  return miniflare.convertV4MiniflareOptions({
    host: options.host,
    port: options.port,
    resourcePersistencePath: persistence,
    // What Cloudflare would know of a request's origin; asking for a sample of it needs a network.
    cf: false,
    logRequests: false,
    handleStructuredLogs: ({ message }) => options.onLog(message),
    // A worker with assets gets two workers of Miniflare's in front of it, and every frame of a socket passes through
    // both. So the app stands beside ours, takes all paths that are nobody else's, and frames come straight.
    workers: [
      {
        name: APP_NAME,
        compatibilityDate: compatibility_date,
        modules: true,
        script: "export default {}",
        assets: { ...assets, routerConfig: { has_user_worker: false } },
      },
      {
        ...worker,
        name: WORKER_NAME,
        routes: configured.run_worker_first.map((path) => `*${path}`),
        serviceBindings: { ...services, [configured.binding]: APP_NAME },
        modules: [{ type: "ESModule", path: join(options.bundleFolder, "index.js") }],
        modulesRoot: options.bundleFolder,
        // Miniflare's own entry stands in front and agrees compression by itself; without this flag the door's answer
        // can tell it not to (worker/routes/rooms.ts).
        compatibilityFlags: compatibility_flags.filter((flag) => flag !== "no_web_socket_compression"),
        bindings: { ...vars, ...options.vars },
      },
      {
        name: CRONS_NAME,
        compatibilityDate: compatibility_date,
        compatibilityFlags: ["service_binding_extra_handlers"],
        modules: true,
        script: CRONS_SCRIPT,
        serviceBindings: { WORKER: WORKER_NAME },
      },
    ],
  });
}

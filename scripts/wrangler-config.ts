/** What the scripts need to know of wrangler.toml, as wrangler itself reads it. */
import { z } from "zod";
import { WRANGLER_CONFIG } from "./repository.ts";
import { wrangler } from "./wrangler-runtime.ts";

const WorkerConfig = z.object({
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()).default([]),
  assets: z.object({ binding: z.string(), run_worker_first: z.array(z.string()) }),
  d1_databases: z.array(
    z.object({
      binding: z.string(),
      database_name: z.string(),
      database_id: z.string(),
      migrations_dir: z.string().default("migrations"),
    }),
  ),
  triggers: z.object({ crons: z.array(z.string()).default([]) }),
  vars: z.record(z.string(), z.json()),
});
export type WorkerConfig = z.infer<typeof WorkerConfig>;

/** The configuration of `environment`; `""` is the top level, which is the one that runs here. */
export function readWorkerConfig(environment: string): WorkerConfig {
  return WorkerConfig.parse(wrangler.unstable_readConfig({ config: WRANGLER_CONFIG, env: environment }));
}

const Bindings = z.record(z.string(), z.json()).default({});
const Assets = z.looseObject({ directory: z.string() });
const Services = z.record(z.string(), z.object({ name: z.string(), entrypoint: z.string().exactOptional() }));

/**
 * The top level as Miniflare's options, apart from the app and other services, and its `[vars]` with what `.dev.vars`
 * says over them.
 */
export function readMiniflareOptions() {
  const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(WRANGLER_CONFIG, "");
  const { modulesRules: _, assets, serviceBindings, ...worker } = workerOptions;
  return {
    worker,
    assets: Assets.parse(assets),
    services: Services.parse(serviceBindings),
    vars: Bindings.parse(worker.bindings),
  };
}

/** `npm run demo`: fills a workspace of a running server and keeps it lively, until it is told to stop. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { DemoCannotRun } from "./demo/cannot-run.ts";
import { runDemo } from "./demo/demo.ts";

const USAGE = `npm run demo -- [--url http://localhost:8787] [--password …] [--pace 2500]
  --url       the running server; without it the one on PORT (8787) of this machine
  --password  of the demo's accounts
  --pace      how long each bot rests between two steps, in ms`;

/** Known to everyone, and so for servers that nobody else can reach. */
const LOCAL_PASSWORD = "ensemble demo";
const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

const Options = z.strictObject({
  help: z.boolean().default(false),
  url: z.url({ protocol: /^https?$/ }).default(`http://localhost:${process.env.PORT || "8787"}`),
  password: z.string().min(8).max(128).optional(),
  pace: z.coerce.number().min(1).max(3_600_000).default(2_500),
});

function readOptions(): z.infer<typeof Options> {
  const text = { type: "string" } as const;
  const options = { help: { type: "boolean" }, url: text, password: text, pace: text } as const;
  try {
    return Options.parse({ ...parseArgs({ options }).values });
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
    throw new DemoCannotRun(`${why}\n\n${USAGE}`);
  }
}

function passwordFor(url: string, given: string | undefined): string {
  if (given !== undefined) return given;
  if (LOCAL.has(new URL(url).hostname)) return LOCAL_PASSWORD;
  throw new DemoCannotRun(
    "Others may reach this server too: choose a password for the demo's accounts with --password.",
  );
}

async function main(signal: AbortSignal): Promise<void> {
  const { help, url, password, pace } = readOptions();
  const say = (line: string) => console.log(line);
  if (help) say(USAGE);
  else await runDemo({ url, password: passwordFor(url, password), paceMs: pace, say, signal });
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopping.abort());
try {
  await main(stopping.signal);
  process.exit(0);
} catch (error) {
  console.error(error instanceof DemoCannotRun ? error.message : error);
  process.exit(1);
}

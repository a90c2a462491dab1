/** A browser without any system package: Chromium out of node_modules on Linux x64, the installed Chrome elsewhere. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { takeLock } from "../../scripts/exclusive.ts";
import { inRepository } from "../../scripts/repository.ts";

/** Beside the package it comes out of, so that `npm ci` takes it away with that. */
const CACHE = inRepository("node_modules/.cache");
const UNPACKED = join(CACHE, "ensemble-chromium");
/** Unpacking takes seconds; whoever waits this long waits for something that hangs. */
const PATIENCE_MS = 60_000;
/** Makes the package bring the libraries (libnspr4 and such) that a bare machine lacks. */
const AS_ON_LAMBDA = "AWS_Lambda_nodejs24.x";

/** A running browser with a temporary folder of its own; disposing ends it and takes the folder away. */
export class RunningBrowser implements AsyncDisposable {
  readonly browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.#folder = folder;
  }

  /**
   * Starts one, with the arguments that `argumentsFor` answers; what they name may lie in the folder it is told. The
   * package's own list of arguments is for a cloud function, and left out.
   */
  static async start(
    argumentsFor: (folder: string) => Promise<string[]> = () => Promise.resolve([]),
  ): Promise<RunningBrowser> {
    const folder = await mkdtemp(join(tmpdir(), "ensemble-browser-"));
    try {
      return new RunningBrowser(await launch(folder, await argumentsFor(folder)), folder);
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await rm(this.#folder, { recursive: true });
  }
}

async function launch(folder: string, args: string[]): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome", args });
  await unpackOnce();
  return chromium.launch({
    args,
    executablePath: join(UNPACKED, "chromium"),
    env: {
      PATH: process.env.PATH ?? "",
      HOME: folder,
      TMPDIR: folder,
      LD_LIBRARY_PATH: join(UNPACKED, "al2023/lib"),
      FONTCONFIG_FILE: await writeFontConfig(folder),
    },
  });
}

/** The package's own configuration looks for its fonts in /tmp; without any, a page has no text to see or to click. */
async function writeFontConfig(folder: string): Promise<string> {
  const path = join(folder, "fonts.conf");
  const fonts = `<dir>${join(UNPACKED, "fonts")}</dir><cachedir>${join(folder, "fonts")}</cachedir>`;
  await writeFile(path, `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`);
  return path;
}

/** Once for all processes: starting a binary that another one is still writing fails with ETXTBSY. */
async function unpackOnce(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  using _unpacking = takeLock(`${UNPACKED}.lock`, PATIENCE_MS);
  if (existsSync(UNPACKED)) return;
  const fresh = await mkdtemp(`${UNPACKED}-`);
  try {
    const env = { PATH: process.env.PATH, HOME: fresh, TMPDIR: fresh, AWS_EXECUTION_ENV: AS_ON_LAMBDA };
    await promisify(execFile)(process.execPath, [inRepository("test/browser/unpack.ts")], { env });
    await rename(fresh, UNPACKED);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** The files the app is made of, as this build of it has them. */
interface Shell {
  /** Tells this build from all others. */
  version: string;
  /** The script that the page of this build begins with. */
  entry: string;
  /** The path of every file but the page. */
  files: readonly string[];
}

declare const __APP_SHELL__: Shell;
const SHELL = __APP_SHELL__;

const PREFIX = "ensemble-app-";
const NAME = PREFIX + SHELL.version;
/** The one page that all addresses begin with. */
const PAGE = "/";
/** Folder of the files that are named by their content, and so never change. */
const UNCHANGING = "/assets/";
/** How long the server is waited for before what is kept is taken. */
const PATIENCE_MS = 4_000;

/** Takes this build onto the device, whole or not at all. @throws Error when a part of it cannot be had */
export async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all([...SHELL.files.map((file) => takeFile(cache, file)), takePage(cache)]);
}

/** Lets go of older builds, but for the one before this: pages of it may be open, and not have loaded all of it. */
export async function activate(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
}

/** A page of the app: from the server, or as it is kept where that cannot be reached. */
export function pageOf(request: Request): Promise<Response> {
  return freshOf(request, PAGE);
}

/** A file of the app. One that is named by its content is what it was; others may have changed, as pages do. */
export async function fileOf(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(UNCHANGING)) return freshOf(request, pathname);
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

/** The server's answer to `request`, or what is kept under `path` where there is none. */
async function freshOf(request: Request, path: string): Promise<Response> {
  const kept = async () => (await caches.open(NAME)).match(path, { ignoreVary: true });
  const asked = fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const answer = await Promise.race([asked, late]);
    if (answer && answer.status < 500) return answer;
    return (await kept()) ?? (await asked);
  } catch (cause) {
    const file = await kept();
    if (file) return file;
    throw cause;
  }
}

async function takeFile(cache: Cache, file: string): Promise<void> {
  const kept = file.startsWith(UNCHANGING) ? await caches.match(file) : undefined;
  const answer = kept ?? (await fetch(file, { cache: "no-cache" }));
  // What is gone from the server is answered with the page.
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!answer.ok || isPage) throw new Error(`${file} cannot be had.`);
  await cache.put(file, answer);
}

async function takePage(cache: Cache): Promise<void> {
  const answer = await fetch(PAGE, { cache: "no-store" });
  // While a new build is being put there, the page may be another build's than this list.
  if (!answer.ok || !(await answer.clone().text()).includes(SHELL.entry))
    throw new Error("The page is not this build's.");
  await cache.put(PAGE, answer);
}

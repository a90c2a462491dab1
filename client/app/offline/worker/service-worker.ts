/**
 * Keeps the app itself on the device, so that it opens without a network. It never answers for the server: what the app
 * asks of the API and of rooms passes by, and so does every page while the server can be reached, which is how a new
 * version is there at the next load. Its list of files is filled in when the app is built (scripts/app-shell.ts). What the
 * server pushes while no page is used, it shows.
 */
import { open, show } from "./pushes.ts";
import { activate, fileOf, install, pageOf } from "./shell.ts";

declare const self: ServiceWorkerGlobalScope;

/** What the server answers itself (wrangler.toml, `run_worker_first`). */
const SERVERS = ["/api/", "/rooms/"];

self.addEventListener("install", (event) => {
  // Taking over at once harms no open page: files are named by their content, and those of its version are kept.
  event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  // Pages that are open go on without it: what they have loaded past it and would now load through it are two things to
  // the browser, which says so on the console.
  event.waitUntil(activate());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (SERVERS.some((path) => pathname.startsWith(path))) return;
  if (request.mode === "navigate") event.respondWith(pageOf(request));
  else if (pathname !== "/") event.respondWith(fileOf(request));
});

self.addEventListener("push", (event) => event.waitUntil(show(event)));

self.addEventListener("notificationclick", (event) => event.waitUntil(open(event)));

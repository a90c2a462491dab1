import { beforeEach, expect, it } from "vitest";
import { open, show } from "./pushes.ts";

const MESSAGE = {
  id: "conversation:c",
  thing: { type: "conversation", workspace: "w", conversation: "c" },
  title: "#general",
  text: "Shall we?",
  byName: "Ada",
  message: "m",
  at: 5,
};

/** A page of the app, as its worker knows it. */
interface FakePage {
  focused: boolean;
  visibilityState: string;
  told: unknown[];
  focus: () => Promise<void>;
  postMessage: (said: unknown) => void;
}

let shown: unknown[][];
let opened: string[];
let pages: FakePage[];

function page(visibilityState: string): FakePage {
  const told: unknown[] = [];
  const made: FakePage = {
    focused: false,
    visibilityState,
    told,
    focus: async () => {
      made.focused = true;
    },
    postMessage: (said) => told.push(said),
  };
  return made;
}

beforeEach(() => {
  [shown, opened, pages] = [[], [], []];
  const worker = {
    registration: { showNotification: async (...what: unknown[]) => void shown.push(what) },
    clients: { matchAll: async () => pages, openWindow: async (address: string) => void opened.push(address) },
  };
  Reflect.set(globalThis, "self", worker);
});

const push = (text: string) => Reflect.apply(show, null, [{ data: { json: () => JSON.parse(text) } }]);
const click = (data: unknown) =>
  Reflect.apply(open, null, [{ notification: { close: () => {}, data, tag: "conversation:c" } }]);

it("shows a push under what it is about, so that the next takes its place", async () => {
  await push(JSON.stringify(MESSAGE));
  const address = "/w/w/c/c?message=m";
  expect(shown).toEqual([
    [
      "#general",
      {
        body: "Ada: Shall we?",
        tag: "conversation:c",
        renotify: true,
        data: { address, tag: "conversation:c" },
        timestamp: 5,
      },
    ],
  ]);
});

it("shows something for whatever was pushed", async () => {
  await push("no JSON");
  expect(shown).toMatchObject([["Ensemble", { data: { address: "/?go=in" } }]]);
});

it("leads a page that is open there, and opens one where none is", async () => {
  const data = { address: "/w/w/c/c", tag: "conversation:c" };
  await click(data);
  expect(opened).toEqual(["/w/w/c/c"]);
  const [hidden, visible] = [page("hidden"), page("visible")];
  pages = [hidden, visible];
  await click(data);
  expect(opened).toHaveLength(1);
  expect(hidden.told).toEqual([]);
  expect(visible).toMatchObject({ focused: true, told: [{ type: "opened", ...data }] });
});

/** What is photographed: the main pages of the app, as they are in use. */
import type { Page } from "playwright-core";
import type { DemoWorkspace } from "../../test/browser/demo-workspace.ts";
import type { Person } from "../demo/story.ts";
import { CONVERSATION_SHOTS } from "./conversation-shots.ts";
import { heading, known, named } from "./waiting.ts";
import { WAREHOUSE } from "./warehouse.ts";

/** What the addresses are made of. */
export interface Places {
  workspace: string;
  /** The ids of pages, by their titles. */
  pages: ReadonlyMap<string, string>;
  /** The keys of tasks, by their titles. */
  tasks: ReadonlyMap<string, string>;
  /** The ids of channels, by their names. */
  conversations: ReadonlyMap<string, string>;
  /** The ids of calls, by their titles. */
  calls: ReadonlyMap<string, string>;
}

/** Where something is photographed. */
export interface Scene {
  demo: DemoWorkspace;
  places: Places;
}

export interface Shot {
  /** Of the file, without its variant. */
  name: string;
  /** Whose eyes it is seen with: one of the demo, nobody, or somebody who signs up for it. */
  as: Person | "nobody" | "newcomer";
  at: (places: Places) => string;
  /** Waits until all that is to be seen is there; what has to be done for that is done here. */
  ready: (page: Page, scene: Scene) => Promise<void>;
  /** Undoes what the next picture would show of it. */
  leave?: (page: Page, scene: Scene) => Promise<void>;
}

const board = ({ workspace }: Places) => `/w/${workspace}/projects/WEB`;
const page = (title: string) => (places: Places) => `/w/${places.workspace}/p/${known(places.pages, title)}`;

const onBoard = heading("Todo");

const FILE = [
  "Title,Status,Owner,Due,Notes",
  "Order new chairs,Todo,bo@demo.ensemble.example,2026-12-04,Three of them",
  "Paint the kitchen,In progress,cleo@demo.ensemble.example,2026-12-11,",
  "Sign the lease,Waiting,,2027-01-15,Ask about the bicycles",
].join("\n");

export const SHOTS: readonly Shot[] = [
  { name: "board", as: "you", at: board, ready: onBoard },
  { name: "board-by-person", as: "you", at: (places) => `${board(places)}?group=assignee`, ready: onBoard },
  { name: "list", as: "you", at: (places) => `${board(places)}?layout=list`, ready: named("Build the front page") },
  {
    name: "calendar",
    as: "you",
    at: (places) => `${board(places)}?layout=calendar`,
    ready: named("Build the front page"),
  },
  {
    name: "two-thousand-cards",
    as: "you",
    at: ({ workspace }) => `/w/${workspace}/projects/${WAREHOUSE}`,
    ready: async (at) => {
      await onBoard(at);
      // Somewhere in the middle, as somebody gets there by the wheel.
      await at.locator("[data-task]").first().hover();
      await at.mouse.wheel(0, 9_000);
      await at.locator("[data-task]").nth(3).waitFor();
    },
  },
  {
    name: "several-tasks",
    as: "you",
    at: board,
    ready: async (at) => {
      await onBoard(at);
      // Of one column: on a phone the others are out of sight.
      for (const title of ["Switch over", "Keep the news, but small", "New photos of the team"]) {
        await at.getByRole("link", { name: title }).first().focus();
        await at.keyboard.press("x");
      }
      await at.getByRole("toolbar", { name: /picked/ }).waitFor();
    },
  },
  {
    name: "task",
    as: "you",
    at: (places) => `${board(places)}/tasks/${known(places.tasks, "Build the front page")}`,
    ready: async (at) => {
      await at.getByRole("heading", { name: "Checklist" }).waitFor();
      await at.getByText("The front page answers one question").waitFor();
    },
  },
  {
    name: "page",
    as: "you",
    at: page("Launch of the website"),
    ready: async (at) => {
      await heading("The evening before")(at);
      // Bo's caret, with his name.
      await at.locator(".tiptap").getByText("Bo", { exact: true }).first().waitFor();
    },
  },
  {
    name: "page-history",
    as: "you",
    at: (places) => `${page("How we work")(places)}/history`,
    ready: named("on somebody's desk today"),
  },
  {
    name: "command-palette",
    as: "you",
    at: board,
    ready: async (at) => {
      await onBoard(at);
      await at.keyboard.press("Control+k");
      await at.getByRole("dialog").waitFor();
      await at.getByRole("combobox").fill("front");
      await at
        .getByRole("option", { name: /Build the front page/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "shortcuts",
    as: "you",
    at: board,
    ready: async (at) => {
      await onBoard(at);
      await at.keyboard.press("?");
      await at.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
  },
  {
    name: "offline",
    as: "you",
    at: board,
    ready: async (at) => {
      await onBoard(at);
      await at.context().setOffline(true);
      await at.getByRole("button", { name: "Add a task to Todo" }).click();
      const title = at.getByRole("textbox", { name: "Title of the new task in Todo" });
      await title.fill("Written in a tunnel");
      await title.press("Enter");
      await title.press("Escape");
      await at.getByText("1 change waits to be sent").waitFor();
    },
  },
  ...CONVERSATION_SHOTS,
  { name: "members", as: "you", at: ({ workspace }) => `/w/${workspace}/settings/members`, ready: heading("Members") },
  { name: "keys", as: "you", at: () => "/account/keys", ready: named("Nightly report") },
  { name: "audit", as: "you", at: ({ workspace }) => `/w/${workspace}/settings/audit`, ready: heading("Audit log") },
  { name: "rules", as: "you", at: (places) => `${board(places)}/settings/rules`, ready: named("Bugs go first") },
  {
    name: "import",
    as: "you",
    at: (places) => `${board(places)}/import`,
    ready: async (at) => {
      await at
        .getByLabel("CSV file")
        .setInputFiles({ name: "house.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
      await heading("What the columns of house.csv are")(at);
    },
  },
  { name: "sign-up", as: "nobody", at: () => "/sign-up", ready: heading("Sign up") },
  { name: "first-board", as: "newcomer", at: () => "/", ready: firstBoard },
];

/** The first minute, from the name of a workspace to its sample board. */
async function firstBoard(at: Page): Promise<void> {
  await heading("Name your workspace")(at);
  await at.getByRole("button", { name: /^(Make|Create|Begin|Start)/ }).click();
  await at.locator(".card, [data-card]").first().waitFor();
}

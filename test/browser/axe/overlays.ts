/** What opens above the app's pages. */
import type { Page } from "playwright-core";
import { z } from "zod";
import type { Places } from "./pages.ts";

export interface Overlay {
  name: string;
  on: (places: Places) => string;
  /** Opens it, and answers once it is there. */
  open: (page: Page) => Promise<void>;
}

const board = ({ workspace }: Places) => `/w/${workspace}/projects/WEB`;
const settings = (section: string) => (places: Places) => `${board(places)}/settings/${section}`;
const prose = ({ workspace, prose: id }: Places) => `/w/${workspace}/p/${id}`;
const conversation = (places: Places) => `/w/${places.workspace}/c/${places.conversation}`;
const channels = ({ workspace }: Places) => `/w/${workspace}/channels`;
const calls = ({ workspace }: Places) => `/w/${workspace}/calls`;
const inbox = ({ workspace }: Places) => `/w/${workspace}/inbox`;
const page = ({ workspace, page: id }: Places) => `/w/${workspace}/p/${id}`;

/** Waits for whatever opened. */
async function opened(at: Page): Promise<void> {
  const roles = ["dialog", "alertdialog", "menu", "listbox"].map((role) => `[role="${role}"]`);
  await at.locator(roles.join(",")).first().waitFor();
}

/** What a button opens. */
function behind(button: string | RegExp): Overlay["open"] {
  return async (at) => {
    await at.getByRole("button", { name: button }).first().click();
    await opened(at);
  };
}

/** What a key opens, with the focus on a card or on nothing. */
function byKey(key: string, card?: string): Overlay["open"] {
  return async (at) => {
    await at.getByRole("heading", { name: "Todo" }).waitFor();
    if (card) await at.getByRole("link", { name: card }).first().focus();
    await at.keyboard.press(key);
    await opened(at);
  };
}

/** A part of what there is to know of a conversation. */
function details(part: string): Overlay["open"] {
  return async (at) => {
    await behind("Details")(at);
    await at.getByRole("tab", { name: part }).click();
  };
}

/** What there is once one is in a call: a new one each time, since one that nobody is in any more ends. */
function inCall(then: Overlay["open"]): Overlay["open"] {
  return async (at) => {
    const { origin, pathname } = new URL(at.url());
    const answer = await at.request.post(`${origin}/api/workspaces/${pathname.split("/")[2]}/calls`, {
      data: { title: "Stand-up" },
      headers: { origin },
    });
    const { id } = z.looseObject({ id: z.string() }).parse(await answer.json());
    await at.goto(`${origin}${pathname}/${id}`);
    await at.getByRole("button", { name: "Join", exact: true }).click();
    await at.getByRole("toolbar", { name: "Call" }).waitFor();
    await then(at);
  };
}

export const OVERLAYS: readonly Overlay[] = [
  { name: "the command palette", on: board, open: byKey("Control+k") },
  {
    name: "what the command palette finds",
    on: board,
    open: async (at) => {
      await byKey("Control+k")(at);
      await at.getByRole("combobox").fill("front");
      await at
        .getByRole("option", { name: /Build the front page/ })
        .first()
        .waitFor();
    },
  },
  { name: "the sheet of shortcuts", on: board, open: byKey("?") },
  { name: "the menu of workspaces", on: board, open: behind(/^Workspace /) },
  { name: "the form of a project", on: board, open: behind("New project") },
  { name: "the form of a page", on: board, open: behind("New page") },
  { name: "the menu of a project in the sidebar", on: board, open: behind("More for Mobile app") },
  { name: "the menu of a project", on: board, open: behind("This project") },
  { name: "the filter", on: board, open: behind("Filter") },
  { name: "how the board is shown", on: board, open: behind("Display") },
  { name: "the hidden columns", on: board, open: behind(/hidden columns$/) },
  { name: "the menu of a column", on: board, open: behind("Column Todo") },
  { name: "the menu of a card", on: board, open: behind("More of WEB-4 on the board") },
  { name: "the assignees of a card", on: board, open: byKey("a", "Build the front page") },
  { name: "the labels of a card", on: board, open: byKey("l", "Build the front page") },
  { name: "the due date of a card", on: board, open: byKey("d", "Build the front page") },
  {
    name: "the form of a task",
    on: board,
    open: async (at) => {
      await at.getByRole("button", { name: "Add a task to Todo" }).click();
      await at.getByRole("textbox", { name: /new task in Todo/ }).waitFor();
    },
  },
  {
    name: "the bar for several tasks",
    on: board,
    open: async (at) => {
      await at.getByRole("link", { name: "Build the front page" }).first().focus();
      await at.keyboard.press("x");
      await at.getByRole("toolbar", { name: /picked/ }).waitFor();
    },
  },
  { name: "the form of a rule", on: settings("rules"), open: behind("New rule") },
  { name: "the end of a project", on: settings("general"), open: behind(/^Delete the project/) },
  {
    name: "the menu of a message",
    on: conversation,
    open: async (at) => {
      await at.getByRole("article").filter({ hasText: "Who has the drawings?" }).first().focus();
      await at.getByRole("button", { name: "More of this message" }).click();
      await opened(at);
    },
  },
  {
    name: "the messages that wait",
    on: conversation,
    open: async (at) => {
      await at.getByRole("button", { name: "Send later" }).click();
      await at.getByRole("menuitem", { name: "Messages that wait…" }).click();
      await at.getByRole("dialog", { name: "Messages that wait" }).getByRole("heading").first().waitFor();
    },
  },
  {
    name: "the emoji for a message",
    on: conversation,
    open: async (at) => {
      await at.getByRole("article").filter({ hasText: "Who has the drawings?" }).first().focus();
      await at.keyboard.press("r");
      await at.getByRole("textbox", { name: "Find an emoji" }).or(at.getByRole("searchbox")).first().waitFor();
    },
  },
  { name: "the menu of a page", on: page, open: behind("More of this page") },
  {
    name: "what can be put into a text",
    on: prose,
    open: async (at) => {
      await at.getByRole("textbox", { name: /^Text of/ }).click();
      await at.keyboard.press("Control+End");
      await at.keyboard.press("Enter");
      await at.keyboard.type("/");
      await opened(at);
    },
  },
  {
    name: "the menu of a member",
    on: ({ workspace }) => `/w/${workspace}/settings/members`,
    open: behind("More about Bo"),
  },
  { name: "the form of a channel", on: channels, open: behind("New channel") },
  { name: "the form of a message", on: channels, open: behind("New message") },
  { name: "the menu of a channel in the sidebar", on: channels, open: behind("More for general") },
  { name: "the details of a conversation", on: conversation, open: details("About") },
  { name: "the members of a conversation", on: conversation, open: details("Members") },
  { name: "the settings of a conversation", on: conversation, open: details("Settings") },
  { name: "the inbox beside a page", on: channels, open: behind(/^Notifications/) },
  { name: "the form of a reminder", on: inbox, open: behind("New reminder") },
  { name: "the form of a planned call", on: calls, open: behind("Schedule a call") },
  {
    name: "what a call may be about",
    on: calls,
    open: async (at) => {
      await behind("Start a call")(at);
      await at.getByRole("button", { name: /^About/ }).click();
      await at.getByRole("option").first().waitFor();
    },
  },
  { name: "who is invited to a call", on: calls, open: behind(/^Who is invited to Weekly look/) },
  { name: "the menu of a call", on: calls, open: behind("More for Weekly look at the website") },
  {
    name: "the people in a call",
    on: calls,
    open: inCall(async (at) => {
      await at.getByRole("button", { name: /^People: / }).click();
      await at.getByRole("complementary", { name: "People" }).waitFor();
    }),
  },
  { name: "how a call is shown", on: calls, open: inCall(behind("View")) },
  { name: "the reactions in a call", on: calls, open: inCall(behind("React")) },
  {
    name: "the small window of a call",
    on: calls,
    open: inCall(async (at) => {
      await at.getByRole("link", { name: "My tasks" }).click();
      await at.getByRole("region", { name: "Call", exact: true }).waitFor();
    }),
  },
  { name: "the form of an API key", on: () => "/account/keys", open: behind("New key") },
];

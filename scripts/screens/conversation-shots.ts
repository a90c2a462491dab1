/** What is photographed of conversations, files and the inbox. */
import type { Page } from "playwright-core";
import type { Places, Shot } from "./shots.ts";
import { heading, known, named } from "./waiting.ts";

const conversation = (name: string) => (places: Places) =>
  `/w/${places.workspace}/c/${known(places.conversations, name)}`;
const website = conversation("website");

/** What was found wrong with the new type, whose thread goes on. */
const FOUND = named("Two things I found while trying the new type");

export const CONVERSATION_SHOTS: readonly Shot[] = [
  { name: "conversation", as: "you", at: website, ready: FOUND },
  {
    name: "thread",
    as: "you",
    at: website,
    ready: async (at) => {
      await FOUND(at);
      await at
        .getByRole("button", { name: /repl(y|ies)/ })
        .first()
        .click();
      await at.getByRole("log", { name: "Replies" }).waitFor();
    },
  },
  {
    name: "composer",
    as: "you",
    at: website,
    ready: async (at) => {
      await FOUND(at);
      await write(at, "Who looks at this with me, @");
      await at.getByRole("option").first().waitFor();
    },
  },
  {
    name: "commands",
    as: "you",
    at: website,
    ready: async (at) => {
      await FOUND(at);
      await write(at, "/");
      await at.getByRole("option").first().waitFor();
    },
  },
  {
    name: "pictures",
    as: "you",
    at: website,
    ready: async (at) => {
      await FOUND(at);
      const board = await at.screenshot();
      await at
        .getByLabel("Files to attach")
        .setInputFiles([{ name: "front page.png", mimeType: "image/png", buffer: board }]);
      await write(at, "How it looks today.");
      await at.getByRole("progressbar").waitFor({ state: "detached" });
    },
  },
  { name: "channels", as: "you", at: ({ workspace }) => `/w/${workspace}/channels`, ready: named("Everything else") },
  {
    name: "conversation-details",
    as: "you",
    at: website,
    ready: async (at) => {
      await FOUND(at);
      await at.getByRole("button", { name: "Details" }).click();
      await at.getByRole("dialog").waitFor();
    },
  },
  { name: "inbox", as: "you", at: ({ workspace }) => `/w/${workspace}/inbox`, ready: named("Today") },
  { name: "notifications", as: "you", at: () => "/account/notifications", ready: heading("What you hear of") },
  {
    name: "message-search",
    as: "you",
    at: ({ workspace }) => `/w/${workspace}/search?q=${encodeURIComponent("the menu")}`,
    ready: async (at) => {
      await at.locator("mark").first().waitFor();
    },
  },
  {
    name: "task-discussion",
    as: "you",
    at: (places) =>
      `/w/${places.workspace}/projects/WEB/tasks/${known(places.tasks, "Agree on what the new site is for")}`,
    ready: async (at) => {
      await at.getByRole("log", { name: "Messages" }).scrollIntoViewIfNeeded();
    },
  },
];

/** Writes in the composer of a conversation. */
async function write(at: Page, words: string): Promise<void> {
  await at.getByRole("textbox", { name: /^Message to/ }).click();
  await at.keyboard.type(words);
}

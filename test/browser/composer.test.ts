import type { Locator, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, conversations, newChannel } = await twoTalking({ bo: "Bo Diddley" });
let channel: { id: string; name: string };
let tests = 0;

/** A project, in which tasks can be made; each test has a channel for itself. */
beforeAll(() => ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" }));
beforeEach(async () => {
  tests += 1;
  const name = `talk-${tests}`;
  channel = { id: await newChannel(name), name };
});
/** What a browser says of itself: that the server refused a file, and that a page left before its rooms were open. */
const OWN_WORDS = /status of 4(13|22)|closed before the connection is established/;
afterEach(() => expect(newComplaints(ada, bo).filter((each) => !OWN_WORDS.test(each))).toEqual([]));

const composer = (page: Page) => page.getByRole("textbox", { name: `Message to #${channel.name}` });
const messages = (page: Page) => page.getByRole("log", { name: "Messages" });
const message = (page: Page, words: string | RegExp) => messages(page).getByRole("article").filter({ hasText: words });
const files = (page: Page) => page.getByRole("list", { name: "Files to send" });

async function open(page: Page): Promise<Page> {
  await page.goto(`${server.url}/w/${workspace}/c/${channel.id}`);
  await composer(page).click();
  return page;
}

/** A picture of this size, as it comes from a camera or a clipboard. */
async function picture(page: Page, width: number, height: number): Promise<number[]> {
  return page.evaluate(
    async ([wide, high]) => {
      const canvas = new OffscreenCanvas(wide ?? 1, high ?? 1);
      canvas.getContext("2d")?.fillRect(0, 0, 10, 10);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    },
    [width, height],
  );
}

/** Brings files to an element as a hand does that pastes or drops them. */
function bring(to: Locator, how: "paste" | "drop", name: string, type: string, bytes: number[]): Promise<void> {
  return to.evaluate(
    (element, file) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(file.bytes)], file.name, { type: file.type }));
      const how = { bubbles: true, cancelable: true };
      if (file.how === "paste") element.dispatchEvent(new ClipboardEvent("paste", { ...how, clipboardData: data }));
      else element.dispatchEvent(new DragEvent("drop", { ...how, dataTransfer: data }));
    },
    { how, name, type, bytes },
  );
}

describe("writing a message", () => {
  it("mentions a person by keys, and is read as it was written", async () => {
    const [page, other] = await Promise.all([open(ada.page), open(bo.page)]);
    await page.keyboard.type("**Well** done, @bo");
    await page.getByRole("option", { name: /Bo Diddley/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("and `thanks`, see [this](https://example.com/plan)");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("More to come");
    await page.keyboard.press("Enter");
    const said = message(other, "Well done");
    await said.getByText("@Bo Diddley").waitFor();
    await said.locator("strong", { hasText: "Well" }).waitFor();
    await said.locator("code", { hasText: "thanks" }).waitFor();
    expect(await said.getByRole("link", { name: "this" }).getAttribute("href")).toBe("https://example.com/plan");
    await said.getByText("More to come").waitFor();
    expect(await composer(page).textContent()).toBe("");
  });

  it("completes emoji by their names, and chooses them from a list", async () => {
    const page = await open(ada.page);
    await page.keyboard.type("Hooray :tad");
    await page.getByRole("option", { name: ":tada:" }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await page.getByRole("textbox", { name: "Find an emoji" }).or(page.getByLabel("Find an emoji")).fill("rocket");
    await page.getByRole("gridcell", { name: "rocket" }).click();
    await composer(page).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await message(page, "Hooray 🎉 🚀").waitFor();
  });

  it("sends pictures that are pasted and dropped, in the room they need, and shows them large", async () => {
    const [page, other] = await Promise.all([open(ada.page), open(bo.page)]);
    await bring(composer(page), "paste", "front.png", "image/png", await picture(page, 600, 300));
    await bring(messages(page), "drop", "side.png", "image/png", await picture(page, 80, 400));
    await files(page).locator("[data-stage=sent]").nth(1).waitFor();
    await page.keyboard.type("Two sides of it");
    await page.keyboard.press("Enter");
    await expect.poll(() => files(page).count()).toBe(0);
    const shown = message(other, "Two sides of it").getByRole("button", { name: "Open the picture front.png" });
    await shown.waitFor();
    const box = await shown.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2, 1);
    await shown.click();
    await other.getByRole("dialog", { name: "front.png" }).waitFor();
    await other.keyboard.press("ArrowRight");
    const large = other.getByRole("dialog", { name: "side.png" });
    await expect
      .poll(() => large.getByRole("img").evaluate((image) => image instanceof HTMLImageElement && image.naturalHeight))
      .toBe(400);
    await other.keyboard.press("Escape");
    await large.waitFor({ state: "detached" });
  });

  it("says of a file why it is not taken, and sends nothing with it", async () => {
    const page = await open(ada.page);
    await bring(composer(page), "drop", "plan.svg", "image/svg+xml", [60, 115, 118, 103]);
    await files(page).getByText("Files of this kind cannot be sent").waitFor();
    await bring(composer(page), "drop", "notes.txt", "text/plain", [77, 90, 0, 1, 2, 255, 254, 0]);
    await files(page).getByRole("alert").nth(1).waitFor();
    await page.keyboard.type("Here they are");
    await page.keyboard.press("Enter");
    await page.getByText("Some files could not be sent. Try again, or take them off.").waitFor();
    for (const name of ["plan.svg", "notes.txt"]) await page.getByRole("button", { name: `Take off ${name}` }).click();
    await composer(page).click();
    await page.keyboard.press("Enter");
    await message(page, "Here they are").waitFor();
  });

  it("says what is too long, and sends none of it", async () => {
    const page = await open(ada.page);
    await composer(page).evaluate((element) => {
      const data = new DataTransfer();
      data.setData("text/plain", "word ".repeat(3_300));
      element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
    });
    await page.getByRole("status").filter({ hasText: "too many for one message" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "too many for one message" }).waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
  });
});

describe("where nothing is to be said", () => {
  it("says so at once when a conversation is archived, and lets one write again after", async () => {
    const page = await open(ada.page);
    await ada.patch(`${conversations}/${channel.id}`, { archived: true });
    await page.getByText("This conversation is archived: it can be read and searched.").waitFor();
    await composer(page).waitFor({ state: "detached" });
    await ada.patch(`${conversations}/${channel.id}`, { archived: false });
    await composer(page).waitFor();
  });

  it("says who is mentioned and will not hear of it", async () => {
    const wanted = { kind: "private", name: `closed-${tests}` };
    const closed = (await ada.post(conversations, wanted)).id;
    const { page } = ada;
    await page.goto(`${server.url}/w/${workspace}/c/${closed}`);
    await page.getByRole("textbox", { name: /^Message to/ }).click();
    await page.keyboard.type("Ask @bo");
    await page.getByRole("option", { name: /Bo Diddley/ }).click();
    await page.getByText("Bo Diddley does not belong here, and will not hear of it.").waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
  });
});

describe("what is written and not sent yet", () => {
  it("P1.29 is there again after a reload, and on another device, until it is sent", async () => {
    const page = await open(ada.page);
    await page.keyboard.type("A thought that is not *finished*");
    await page.getByRole("link", { name: "My tasks" }).click();
    await page.getByRole("heading", { name: "My tasks" }).waitFor();
    await page.goBack();
    await composer(page).getByText("A thought that is not finished").waitFor();
    await page.reload();
    await composer(page).getByText("A thought that is not finished").waitFor();

    const profile = await running.browser.newContext({ storageState: await ada.visitor.context.storageState() });
    const device = await profile.newPage();
    await open(device);
    await composer(device).getByText("A thought that is not finished").waitFor();
    await device.keyboard.press("Control+End");
    await device.keyboard.type(", but better");
    await composer(page).getByText("A thought that is not finished, but better").waitFor();
    await device.keyboard.press("Enter");
    await message(device, "but better").waitFor();
    await expect.poll(() => composer(page).textContent()).toBe("");
    await profile.close();
  });

  it("waits for its time, seen by its author alone, and can be changed, sent or given up until then", async () => {
    const [page, other] = await Promise.all([open(ada.page), open(bo.page)]);
    const later = async (words: string) => {
      await composer(page).click();
      await page.keyboard.type(words);
      await page.getByRole("button", { name: "Send later" }).click();
      await page.getByRole("menuitem", { name: "Tomorrow morning" }).click();
      await page.getByText("It will be sent on").last().waitFor();
    };
    await later("Good morning");
    await later("Never mind");
    await page.getByRole("button", { name: "Send later" }).click();
    await page.getByRole("menuitem", { name: "Messages that wait…" }).click();
    const list = page.getByRole("dialog", { name: "Messages that wait" });
    const row = (words: string) => list.getByRole("listitem").filter({ hasText: words });
    await row("Never mind").getByRole("button", { name: "Do not send" }).click();
    await row("Never mind").waitFor({ state: "detached" });
    await row("Good morning").getByRole("button", { name: "Edit" }).click();
    await list.getByRole("textbox", { name: "Edit the message" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.type(", Bo");
    await page.keyboard.press("Enter");
    await row("Good morning, Bo").getByRole("button", { name: "Send now" }).click();
    await list.getByText("Nothing waits").waitFor();
    await message(other, "Good morning, Bo").waitFor();
    expect(await message(other, "Never mind").count()).toBe(0);
    await page.keyboard.press("Escape");
  });
});

describe("a message that begins with a slash", () => {
  it("makes a task and links it, and sets a reminder", async () => {
    const [page, other] = await Promise.all([open(ada.page), open(bo.page)]);
    await page.keyboard.type("/ta");
    await page.getByRole("option", { name: "/task" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("Oil the bearings");
    await page.keyboard.press("Enter");
    await message(other, "New task:")
      .getByRole("link", { name: /ENG-\d+ Oil the bearings/ })
      .waitFor();

    await page.keyboard.type("/remind me tomorrow at 9 to oil them again");
    await page.keyboard.press("Enter");
    await page
      .getByText(/You will be reminded on .*“oil them again”/)
      .first()
      .waitFor();
    await page.keyboard.type("/topic All about bearings");
    await page.keyboard.press("Enter");
    await other.getByRole("banner").or(other.locator("header")).getByText("All about bearings").first().waitFor();
    expect(await messages(page).getByRole("article").count()).toBe(1);
  });

  it("says how a command goes that was not understood, and sends nothing", async () => {
    const page = await open(ada.page);
    const wrong = page.getByRole("alert");
    for (const [words, answer] of [
      ["/nothing at all", "There is no command /nothing"],
      ["/remind me of something", "When? It goes like this"],
      ["/task", "Say what the task is"],
      ["/dm nobody", "Say to whom"],
    ] as const) {
      await page.keyboard.type(words);
      await page.keyboard.press("Enter");
      await wrong.filter({ hasText: answer }).waitFor();
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
    }
    await page.keyboard.type("/etc/hosts is a path");
    await page.keyboard.press("Enter");
    await message(page, "/etc/hosts is a path").waitFor();
    expect(await messages(page).getByRole("article").count()).toBe(1);
  });

  it("goes to a conversation with one other", async () => {
    const [page, other] = await Promise.all([open(ada.page), open(bo.page)]);
    await page.keyboard.type("/dm @bo");
    await page.getByRole("option", { name: /Bo Diddley/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("between us");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Bo Diddley" }).waitFor();
    await message(page, "between us").waitFor();
    await other.goto(page.url());
    await message(other, "between us").waitFor();
  });
});

describe("searching", () => {
  it("finds messages with their words marked, narrowed by who and what, and goes to them", async () => {
    const path = `${conversations}/${channel.id}/messages`;
    await ada.post(path, { text: "The **governor** keeps the speed" });
    await bo.post(path, { text: "A governor of brass, see https://example.com/" });
    const { page } = ada;
    await page.goto(`${server.url}/w/${workspace}/search`);
    const found = page.getByRole("region", { name: "What was found" });
    await page.getByRole("searchbox", { name: "Words to search for" }).fill("govern");
    await expect.poll(() => found.getByRole("listitem").count()).toBe(2);
    expect(await found.locator("mark").first().textContent()).toMatch(/^govern/);

    await page.getByRole("button", { name: "From" }).click();
    await page.getByRole("option", { name: "Bo Diddley" }).click();
    await expect.poll(() => found.getByRole("listitem").count()).toBe(1);
    await page.getByRole("button", { name: "Has" }).click();
    await page.getByRole("menuitem", { name: "A link" }).click();
    await found.getByRole("link", { name: /of brass/ }).waitFor();
    await page.getByRole("button", { name: "Take away: Has link" }).click();
    await page.getByRole("button", { name: "After" }).click();
    await page.getByLabel("After this day").fill("2020-02-03");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take away: After 2020-02-03" }).waitFor();
    await page.reload();
    await found.getByRole("link", { name: /of brass/ }).click();
    await page.waitForURL(/\/c\/.*message=/);
    await message(page, "of brass").waitFor();

    await page.goto(`${server.url}/w/${workspace}/search?q=has:wings`);
    await page.getByRole("alert").filter({ hasText: "has:" }).waitFor();
  });
});

describe("what one has saved", () => {
  it("stands in a list of one's own, leads to where it was said, and can be taken off again", async () => {
    const path = `${conversations}/${channel.id}/messages`;
    await bo.post(path, { text: "The **rods** are to be oiled daily" });
    const page = await open(ada.page);
    await message(page, "oiled daily").hover();
    await page.getByRole("button", { name: "Save for later" }).click();
    await page.getByRole("button", { name: "Take off the saved" }).waitFor();
    await page.goto(`${server.url}/w/${workspace}/saved`);
    const saved = page.getByRole("list", { name: "Saved messages" });
    await saved.getByRole("link", { name: /The rods are to be oiled daily/ }).click();
    await message(page, "oiled daily").waitFor();
    await page.goBack();
    await saved.getByRole("button", { name: "Take it off the list" }).click();
    await page.getByText("Nothing is saved").waitFor();
  });

  it("is saved even if the page is left in the same moment", async () => {
    const path = `${conversations}/${channel.id}/messages`;
    await bo.post(path, { text: "The boiler is to be swept" });
    const page = await open(ada.page);
    await message(page, "to be swept").hover();
    const save = page.getByRole("button", { name: "Save for later" }).and(page.locator(":enabled"));
    await save.evaluate((button: HTMLElement) => addEventListener("pagehide", () => button.click()));
    await page.goto(`${server.url}/w/${workspace}/saved`);
    await page.getByRole("link", { name: /The boiler is to be swept/ }).waitFor();
  });
});

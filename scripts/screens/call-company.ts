/** Others in calls of the demo, so that those are seen as they are in company. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { apiOf } from "../../client/sdk/api/api.ts";
import { RunningBrowser } from "../../test/browser/chromium.ts";
import { type DemoWorkspace, profileOf } from "../../test/browser/demo-workspace.ts";
import { sitDown } from "../demo/calls.ts";
import type { Person } from "../demo/story.ts";
import { type Portrait, portraitFile } from "./portrait.ts";

/** The one who looks, and Bo. */
const YOU: Portrait = { wall: [150, 116, 120], figure: [84, 120, 132] };
const BO: Portrait = { wall: [168, 110, 142], figure: [96, 108, 156] };

/** The calls that people are in. */
export interface CallCompany extends AsyncDisposable {
  /** One with Bo and Cleo in it. */
  live: string;
  /** One that nobody enters before Bo lets them in. */
  guarded: string;
}

/** A browser whose camera sees you, and which asks nobody whether it may. */
export function browserOfYou(): Promise<RunningBrowser> {
  return browserSeeing(YOU);
}

/** Brings Bo, with camera and microphone, and Cleo, without, into a call; and Bo besides into one that he guards. */
export async function bringIntoCalls(demo: DemoWorkspace): Promise<CallCompany> {
  const stack = new AsyncDisposableStack();
  const running = stack.use(await browserSeeing(BO));
  const api = apiOf({ origin: demo.url, token: demo.people.bo.token });
  const live = await api.calls.create(demo.workspace, { title: "What the front page says first" });
  await comeIn(running, demo, { person: "bo", media: "on", call: live.id });
  await comeIn(running, demo, { person: "cleo", media: "off", call: live.id });
  const guarded = await api.calls.create(demo.workspace, { title: "Who does what next year" });
  const ask = await sitDown({ api }, guarded.id, stack);
  await ask({ type: "settings.change", set: { lobby: "everyone" } });
  return {
    live: live.id,
    guarded: guarded.id,
    [Symbol.asyncDispose]: async () => {
      for (const call of [live, guarded]) await api.calls.remove(demo.workspace, call.id);
      await stack.disposeAsync();
    },
  };
}

interface Coming {
  person: Person;
  /** Camera and microphone. */
  media: "on" | "off";
  call: string;
}

async function comeIn({ browser }: RunningBrowser, demo: DemoWorkspace, { person, media, call }: Coming) {
  const context = await profileOf(browser, demo, person, { viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  await page.goto(`${demo.url}/w/${demo.workspace}/calls/${call}`);
  for (const device of ["camera", "microphone"]) {
    const turnOff = page.getByRole("button", { name: `Turn off ${device}` });
    await turnOff.waitFor();
    if (media === "off") await turnOff.click();
  }
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("toolbar", { name: "Call" }).waitFor();
}

function browserSeeing(portrait: Portrait): Promise<RunningBrowser> {
  return RunningBrowser.start(async (folder) => {
    const film = join(folder, "camera.y4m");
    await writeFile(film, portraitFile(portrait));
    return [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
      "--autoplay-policy=no-user-gesture-required",
      // A machine without any network has no other address.
      "--allow-loopback-in-peer-connection",
    ];
  });
}

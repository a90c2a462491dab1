/** A person in calls, as a test sees them: a browser of their own, with a tone and a colour that are nobody else's. */
import type { Locator, Page } from "playwright-core";
import { User } from "../../server/api.ts";
import { BoardVisitor } from "../board-visitor.ts";
import type { Colour } from "./colour.ts";
import type { Devices } from "./devices.ts";
import { watchMedia } from "./probe.ts";
import type { Known } from "./proof.ts";

/** A page with all of a call in it, and little to paint. */
const SMALL = { width: 1100, height: 640 };

/** Where a call is. */
export interface CallAddress {
  workspace: string;
  id: string;
}

export class Participant implements Known, AsyncDisposable {
  readonly name: string;
  readonly devices: Devices;
  readonly person: BoardVisitor;
  /** What they send now. */
  hertz: number;
  colour: Colour;

  private constructor(name: string, devices: Devices, person: BoardVisitor) {
    this.name = name;
    this.devices = devices;
    this.person = person;
    this.hertz = devices.hertz;
    this.colour = devices.colour;
  }

  /** Signs `name` up at the server at `url`, in a fresh profile of the browser with these devices. */
  static async signUp(url: string, name: string, devices: Devices): Promise<Participant> {
    const person = await BoardVisitor.signUp(devices.running.browser, url, name);
    const { context } = person.visitor;
    // With the permission pages tell each other plain addresses, and no names that only a network could resolve.
    await context.grantPermissions(["camera", "microphone"]);
    await watchMedia(context);
    await person.page.setViewportSize(SMALL);
    return new Participant(name, devices, person);
  }

  get page(): Page {
    return this.person.page;
  }

  /** Makes a workspace with all of these in it; answers its id. */
  async found(...others: readonly Participant[]): Promise<string> {
    const { id } = await this.person.post("/api/workspaces", { name: "Analytical Engines" });
    for (const { person } of others) await this.person.bring(person, id, { role: "member" });
    return id;
  }

  /** Signs one up who has no browser, and brings them into a workspace. */
  async bringUser(workspace: string, name: string): Promise<User> {
    const user = await User.signUp(this.person.url, name);
    const { token } = await this.person.post(`/api/workspaces/${workspace}/invitations`, { role: "member" });
    await user.post(`/api/invitations/${token}/accept`, {});
    return user;
  }

  /** Starts a call about nothing. */
  async startCall(workspace: string): Promise<CallAddress> {
    const { id } = await this.person.post(`/api/workspaces/${workspace}/calls`, {});
    return { workspace, id };
  }

  /** Stands before the door of a call, with microphone and camera open. */
  async comeTo({ workspace, id }: CallAddress): Promise<void> {
    await this.page.goto(`${this.person.url}/w/${workspace}/calls/${id}`);
    await this.button("Turn off microphone").waitFor();
    await this.button("Turn off camera").waitFor();
  }

  /** Goes into a call, microphone and camera on. */
  async join(call: CallAddress): Promise<void> {
    await this.comeTo(call);
    await this.button("Join").click();
    await this.inCall();
  }

  /** Answers once they are in a call. */
  async inCall(): Promise<void> {
    await this.page.getByRole("toolbar", { name: "Call" }).waitFor();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** A button of the bar in a call. */
  control(name: string): Locator {
    return this.page.getByRole("toolbar", { name: "Call" }).getByRole("button", { name, exact: true });
  }

  /** Opens the list of people. */
  async openPeople(): Promise<void> {
    await this.page.getByRole("button", { name: /^People: / }).click();
    await this.people.waitFor();
  }

  /** The list of people. */
  get people(): Locator {
    return this.page.getByRole("complementary", { name: "People" });
  }

  /** The picture of someone, or the place where it would be. */
  tile(name: string): Locator {
    return this.page.getByRole("list", { name: "In the call" }).getByRole("listitem", { name, exact: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.person[Symbol.asyncDispose]();
  }
}

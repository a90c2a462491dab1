/** A person at the app, as a test sees them: their page, what it complained of, and what is on its way to it. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Kind } from "../../durable-objects/room/protocol.ts";

/** Frames on their way to a page, which can be kept back. */
export class HeldFrames {
  #held: (() => void)[] | null = null;
  #first = Promise.withResolvers<void>();

  /** Keeps back all that comes from now on. */
  hold(): void {
    this.#held = [];
    this.#first = Promise.withResolvers();
  }

  /** Answers once at least one frame is kept back. */
  somethingHeld(): Promise<void> {
    return this.#first.promise;
  }

  /** Hands over what was kept back, in order, and from now on everything at once. */
  release(): void {
    const waiting = this.#held ?? [];
    this.#held = null;
    for (const handOver of waiting) handOver();
  }

  pass(handOver: () => void): void {
    if (this.#held) {
      this.#held.push(handOver);
      this.#first.resolve();
    } else {
      handOver();
    }
  }
}

interface VisitorOptions {
  /**
   * Whether the browser keeps the app, as browsers do. Most tests do without: what a service worker fetches does not pass
   * through our hands, and every profile would fetch the whole app again.
   */
  keepsApp?: boolean;
}

/** One person with a browser profile of their own, and everything their page complained of. */
export class Visitor implements AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console messages of any level, errors nobody caught, and requests that failed. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on("console", (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("requestfailed", (request) => {
      // What a page leaves behind when it goes elsewhere has not failed.
      if (request.failure()?.errorText === "net::ERR_ABORTED") return;
      this.complaints.push(`${request.method()} ${request.url()} failed`);
    });
  }

  /** Opens `url` in a fresh profile. */
  static async open(browser: Browser, url: string, { keepsApp = false }: VisitorOptions = {}): Promise<Visitor> {
    const context = await browser.newContext();
    // As in browsers that have no service workers. Playwright's own way of blocking them writes on the console.
    if (!keepsApp) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    const visitor = new Visitor(context, await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  /** From the next load on, what the server says on the sockets of rooms of this kind passes through our hands. */
  async standBetween(kind: Kind): Promise<HeldFrames> {
    const frames = new HeldFrames();
    await this.page.routeWebSocket(new RegExp(`/rooms/${kind}/`), (toPage) => {
      const toServer = toPage.connectToServer();
      toServer.onMessage((message) => frames.pass(() => toPage.send(message)));
    });
    return frames;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}

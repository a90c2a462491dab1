/** One person with a browser profile of their own, and everything their page complained of. */
import type { Browser, BrowserContext, Page } from "playwright-core";

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
    page.on("requestfailed", (request) => this.complaints.push(`${request.method()} ${request.url()} failed`));
  }

  /** Opens `url` in a fresh profile. */
  static async open(browser: Browser, url: string): Promise<Visitor> {
    const context = await browser.newContext();
    const visitor = new Visitor(context, await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}

import { z } from "zod";
import { newKey } from "../id.ts";
import type { Http } from "./http.ts";

const Text = z.object({ markdown: z.string() });

/** The texts of pages, as Markdown. Each may throw an ApiError. */
export class PagesApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** What a page says now. What Markdown cannot say is left out. */
  async text(workspace: string, page: string): Promise<string> {
    return (await this.#http.ask("GET", contentOf(workspace, page), { answer: Text })).markdown;
  }

  /** Makes a page say `markdown`, by the smallest edit that does; answers what it says then. */
  async setText(workspace: string, page: string, markdown: string): Promise<string> {
    const ask = { body: { markdown }, answer: Text, idempotencyKey: newKey() };
    return (await this.#http.ask("PUT", contentOf(workspace, page), ask)).markdown;
  }
}

function contentOf(workspace: string, page: string): string {
  return `/api/workspaces/${workspace}/pages/${page}/content`;
}

import type { z } from "zod";
import {
  type Delimiter,
  ImportPreview,
  ImportReport,
  type ImportRequest,
} from "../../../durable-objects/workspace/board/exchange/protocol.ts";
import type { Http } from "./http.ts";

/** Tasks from a CSV, and out again. Projects are named by their id or key; each may throw an ApiError. */
export class ImportsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** What a file holds, and what its columns are probably meant for. Changes nothing. */
  preview(workspace: string, project: string, csv: string, delimiter?: Delimiter): Promise<ImportPreview> {
    const body = delimiter === undefined ? { csv } : { csv, delimiter };
    return this.#http.ask("POST", `${at(workspace, project)}/imports/preview`, { body, answer: ImportPreview });
  }

  /** Brings a file in, or with `mode: "dry_run"` tells what would come of it. The same file may be sent again. */
  run(workspace: string, project: string, request: z.input<typeof ImportRequest>): Promise<ImportReport> {
    return this.#http.ask("POST", `${at(workspace, project)}/imports`, { body: request, answer: ImportReport });
  }
}

/** The address under which a project is downloaded as a file, by whoever has the page's cookie. */
export function projectExportAddress(
  workspace: string,
  project: string,
  choice: { format: "csv" | "json"; tasks: "all" | "open"; descriptions: "none" | "markdown" },
): string {
  return `${at(workspace, project)}/export?${new URLSearchParams(choice)}`;
}

function at(workspace: string, project: string): string {
  return `/api/workspaces/${workspace}/projects/${encodeURIComponent(project)}`;
}

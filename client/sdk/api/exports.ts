import { WorkspaceExport } from "../../../durable-objects/workspace/board/exchange/protocol.ts";
import { newKey } from "../id.ts";
import type { Http } from "./http.ts";

/** Archives of all a workspace has, for owners and admins. Each may throw an ApiError. */
export class ExportsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** All that are remembered, newest first. */
  list(workspace: string): Promise<WorkspaceExport[]> {
    return this.#http.all(`/api/workspaces/${workspace}/exports`, WorkspaceExport);
  }

  /** Asks for one; it is made while the workspace goes on. */
  request(workspace: string): Promise<WorkspaceExport> {
    const path = `/api/workspaces/${workspace}/exports`;
    return this.#http.ask("POST", path, { body: {}, answer: WorkspaceExport, idempotencyKey: newKey() });
  }
}

/** Where a finished one's file is. */
export function exportAddress(workspace: string, id: string): string {
  return `/api/workspaces/${workspace}/exports/${id}/file`;
}

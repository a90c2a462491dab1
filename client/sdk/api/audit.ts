import { type AuditFilter, NamedAuditEntry } from "../../../durable-objects/workspace/audit/protocol.ts";
import { type Http, type List, listOf } from "./http.ts";

export type AuditFormat = "csv" | "json";

/** The audit log of a workspace, for owners and admins. Each may throw an ApiError. */
export class AuditApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of it, newest first; `cursor` is `next` of the page before. */
  page(workspace: string, filter: AuditFilter, cursor: string | null): Promise<List<NamedAuditEntry>> {
    const query = { ...queryOf(filter), ...(cursor === null ? {} : { cursor }) };
    return this.#http.ask("GET", `/api/workspaces/${workspace}/audit`, { query, answer: listOf(NamedAuditEntry) });
  }

  /** All that fits the filter, as a file. */
  file(workspace: string, filter: AuditFilter, format: AuditFormat): Promise<File> {
    return this.#http.file(`/api/workspaces/${workspace}/audit/export`, { ...queryOf(filter), format });
  }
}

function queryOf(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

import { z } from "zod";
import { HistoryChange, HistoryShare } from "../../../durable-objects/doc/history/protocol.ts";
import type { HistoryRecord } from "../../../durable-objects/doc/history/record/protocol.ts";
import { DocVersion, Restored, TakenBack } from "../../../durable-objects/doc/versions/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf, Nothing } from "./http.ts";

/** A change of a doc, with what its users are called now; null for one who is no more. */
export const DocChange = HistoryChange.extend({
  by: z.array(HistoryShare.extend({ name: z.string().nullable() })),
});
export type DocChange = z.infer<typeof DocChange>;

/** A doc of a workspace. */
export interface DocAddress {
  workspace: string;
  doc: string;
}

/** The past of docs: who changed what and when, their versions, and giving either back. Each may throw an ApiError. */
export class DocsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Changes of the last 30 days, newest first, page by page. */
  changes(at: DocAddress, { cursor, limit }: { cursor?: string; limit: number }): Promise<List<DocChange>> {
    const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
    return this.#http.ask("GET", `${pathOf(at)}/history`, { query, answer: listOf(DocChange) });
  }

  /** The past between two moments (ms since 1970), edit by edit; all of it, however many answers it takes. */
  async past(at: DocAddress, after: number, until: number): Promise<HistoryRecord> {
    const first = await this.#part(at, after, until);
    for (let { through } = first; through < until; ) {
      const part = await this.#part(at, through, until);
      if (part.through <= through) throw new Error("The server told no more of the past.");
      first.edits.push(...part.edits);
      through = part.through;
    }
    return { ...first, through: until };
  }

  /** The whole content right after a moment (ms since 1970), as a Yjs update (v1). */
  state(at: DocAddress, moment: number): Promise<Uint8Array> {
    return this.#bytes(`${pathOf(at)}/history/${moment}/state`, {});
  }

  /** All versions, newest first. */
  versions(at: DocAddress): Promise<DocVersion[]> {
    return this.#http.all(`${pathOf(at)}/versions`, DocVersion);
  }

  /** The whole content of a version, as a Yjs update (v1). */
  versionState(at: DocAddress, version: string): Promise<Uint8Array> {
    return this.#bytes(`${pathOf(at)}/versions/${version}/state`, {});
  }

  /** Keeps the content of now under a name, or that of an earlier moment (ms since 1970). */
  keepVersion(at: DocAddress, { name, moment }: { name: string; moment: number | null }): Promise<DocVersion> {
    const body = { name, ...(moment === null ? {} : { at: moment }) };
    return this.#http.ask("POST", `${pathOf(at)}/versions`, { body, answer: DocVersion, idempotencyKey: newKey() });
  }

  renameVersion(at: DocAddress, version: string, name: string): Promise<DocVersion> {
    return this.#http.ask("PATCH", `${pathOf(at)}/versions/${version}`, { body: { name }, answer: DocVersion });
  }

  async deleteVersion(at: DocAddress, version: string): Promise<void> {
    await this.#http.ask("DELETE", `${pathOf(at)}/versions/${version}`, { answer: Nothing });
  }

  /** Gives the doc the content of a version, as a new edit. */
  restoreVersion(at: DocAddress, version: string): Promise<Restored> {
    return this.#act(`${pathOf(at)}/versions/${version}/restore`, Restored);
  }

  /** Gives the doc the content it had right after a moment (ms since 1970), as a new edit. */
  restoreMoment(at: DocAddress, moment: number): Promise<Restored> {
    return this.#act(`${pathOf(at)}/history/${moment}/restore`, Restored);
  }

  /** Takes back a restore, and nothing else. @param before the version that was kept before it */
  takeBackRestore(at: DocAddress, before: string): Promise<TakenBack> {
    return this.#act(`${pathOf(at)}/versions/${before}/undo-restore`, TakenBack);
  }

  #act<Answer>(path: string, answer: z.ZodType<Answer>): Promise<Answer> {
    return this.#http.ask("POST", path, { body: {}, answer, idempotencyKey: newKey() });
  }

  async #part(at: DocAddress, after: number, until: number): Promise<HistoryRecord> {
    const query = { after: String(after), until: String(until) };
    // Few look into the past; the rest need not have what reads it.
    const [{ decodeRecord }, bytes] = await Promise.all([
      import("../../../durable-objects/doc/history/record/protocol.ts"),
      this.#bytes(`${pathOf(at)}/past`, query),
    ]);
    return decodeRecord(bytes);
  }

  async #bytes(path: string, query: Record<string, string>): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#http.file(path, query)).arrayBuffer());
  }
}

function pathOf({ workspace, doc }: DocAddress): string {
  return `/api/workspaces/${workspace}/docs/${doc}`;
}

/** A recorded session of several people writing at once (test/data/README.md), turned into what each of them sends. */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { z } from "zod";
import { inRepository } from "../../scripts/repository.ts";

const Session = z.object({
  kind: z.literal("concurrent"),
  endContent: z.string(),
  numAgents: z.number().int(),
  txns: z.array(
    z.object({
      parents: z.array(z.number().int()),
      agent: z.number().int(),
      patches: z.array(z.tuple([z.number().int(), z.number().int(), z.string()])),
    }),
  ),
});
type Transaction = z.infer<typeof Session>["txns"][number];

/** The root type everybody writes in. */
export const TEXT = "text";

/** One transaction as the Yjs update its writer makes. */
export interface Edit {
  /** Its place in the recording; what it stands on comes before it. */
  number: number;
  update: Uint8Array;
  /** What its writer saw: the clock every writer's client id must have reached where it is applied. */
  seen: ReadonlyMap<number, number>;
}

export interface EditingSession {
  endContent: string;
  /** Each writer's edits, in the order they were made. */
  writers: Edit[][];
}

/** Reads a session out of `test/data/`. */
export async function readEditingSession(name: string): Promise<EditingSession> {
  const packed = await readFile(inRepository(`test/data/${name}`));
  const { endContent, numAgents, txns } = Session.parse(JSON.parse(gunzipSync(packed).toString()));
  const writers = Array.from({ length: numAgents }, (_, agent) => new Writer(agent));
  const made: Made[] = [];
  for (const [number, transaction] of txns.entries()) {
    const writer = writers[transaction.agent];
    if (!writer) throw new Error(`The session has no writer ${transaction.agent}.`);
    made.push(writer.write(number, transaction, made, writers));
  }
  return { endContent, writers: writers.map((writer) => writer.edits) };
}

/** How many edits of each writer a version holds, by the writer's number. */
type Version = readonly number[];

interface Made {
  version: Version;
}

/** One person's own copy, which is always exactly the version they wrote on. */
class Writer {
  readonly edits: Edit[] = [];
  readonly #agent: number;
  readonly #doc = new Y.Doc();
  #held: Version = [];

  constructor(agent: number) {
    this.#agent = agent;
    this.#doc.clientID = agent + 1;
  }

  write(number: number, { parents, patches }: Transaction, made: readonly Made[], writers: readonly Writer[]): Made {
    const ground = mergeVersions(parents.map((parent) => made[parent]?.version ?? []));
    if ((ground[this.#agent] ?? 0) !== this.edits.length) throw new Error("A writer did not see their own last edit.");
    this.#catchUp(ground, writers);
    const seen = new Map(Y.decodeStateVector(Y.encodeStateVector(this.#doc)));
    this.edits.push({ number, update: this.#type(patches), seen });
    const version = writers.map((_, agent) => (agent === this.#agent ? this.edits.length : (ground[agent] ?? 0)));
    this.#held = version;
    return { version };
  }

  /** Takes in what others wrote, in the order of the recording: Yjs is slow with updates whose ground is missing. */
  #catchUp(ground: Version, writers: readonly Writer[]): void {
    const missing = writers.flatMap((writer, agent) =>
      agent === this.#agent ? [] : writer.edits.slice(this.#held[agent] ?? 0, ground[agent] ?? 0),
    );
    missing.sort((one, other) => one.number - other.number);
    for (const edit of missing) Y.applyUpdate(this.#doc, edit.update);
  }

  #type(patches: Transaction["patches"]): Uint8Array {
    let update: Uint8Array | undefined;
    const keep = (made: Uint8Array) => {
      update = made;
    };
    this.#doc.on("update", keep);
    const text = this.#doc.getText(TEXT);
    this.#doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        // Yjs counts UTF-16 units and the recording code points: the same, as long as nobody types beyond the BMP.
        if ([...inserted].length !== inserted.length) throw new Error("The session has characters beyond the BMP.");
        text.delete(position, deleted);
        text.insert(position, inserted);
      }
    });
    this.#doc.off("update", keep);
    if (!update) throw new Error("An edit changed nothing.");
    return update;
  }
}

function mergeVersions(versions: readonly Version[]): Version {
  const length = Math.max(0, ...versions.map((version) => version.length));
  return Array.from({ length }, (_, agent) => Math.max(0, ...versions.map((version) => version[agent] ?? 0)));
}

import { z } from "zod";
import type { Json } from "../../durable-objects/room/acceptance.ts";
import type { Standing } from "../../durable-objects/room/authority.ts";
import { type Outcome, ok, RoomError } from "../../durable-objects/room/errors.ts";
import {
  JSON_ROOM_COMMAND_SLOTS,
  JSON_ROOM_SCHEMA,
  JsonRoom,
  type JsonRoomLimits,
  type JsonSession,
} from "../../durable-objects/room/json-room.ts";
import type { Lane } from "../../durable-objects/room/lane.ts";
import { CommandEnvelope, type EventEnvelope, type Peer, ROOM_STREAM } from "../../durable-objects/room/protocol.ts";

const ProbeCommand = z.discriminatedUnion("type", [
  CommandEnvelope.extend({ type: z.literal("probe.add"), text: z.string().max(100), stream: z.string().optional() }),
  CommandEnvelope.extend({ type: z.literal("probe.refuse") }),
  CommandEnvelope.extend({ type: z.literal("probe.break") }),
]);
type ProbeCommand = z.infer<typeof ProbeCommand>;

/** What one probe tells another. */
const Told = z.object({ word: z.string() });

/** The limits are small, so that each is reached within a test. */
export const PROBE_LIMITS: JsonRoomLimits = {
  connections: 12,
  connectionsPerUser: 4,
  frames: { burst: 60, perSecond: 20 },
  reader: { maxBehind: 200_000, confirmedBy: "everyone" },
  frameLength: 2_000,
  streams: 3,
  resume: 50,
  keptEvents: 100,
  leaveGraceMs: 300,
};

/** Rooms whose name begins so find the dead within a test. */
export const BRISK = "brisk-";
const BRISK_LIVENESS = { silentAfterMs: 1_500, firstSweepMs: 400, longestSweepMs: 1_600 };

/**
 * A kind that exists only in tests, and proves the kernel's rules in isolation: a list of words per stream. It is its
 * own authority where the workspace object would be asked. Viewers may not write; guests see neither events whose text
 * begins with "secret" nor viewers.
 */
export class ProbeRoom extends JsonRoom<ProbeCommand> {
  readonly #incarnation = crypto.randomUUID();
  #beat: number | null = null;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "workspace",
      limits: ctx.id.name?.startsWith(BRISK) ? { ...PROBE_LIMITS, liveness: BRISK_LIVENESS } : PROBE_LIMITS,
      commands: ProbeCommand,
      migrations: [
        { number: 1, sql: `${JSON_ROOM_SCHEMA} CREATE TABLE words (stream TEXT NOT NULL, word TEXT NOT NULL);` },
        { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
      ],
    });
  }

  /** Another one each time the object is built, as after sleep or eviction. */
  async incarnation(): Promise<string> {
    return this.#incarnation;
  }

  /** The negative control: a timer at rest. */
  async beat(): Promise<void> {
    this.#beat = setInterval(() => {}, 50);
  }

  async stopBeating(): Promise<void> {
    clearInterval(this.#beat);
    this.#beat = null;
  }

  /** What the stand-in for the workspace object answers from now on; null for "not a member". */
  async setStanding(standing: Standing | { user: string; refused: "not_found" | "unavailable" }): Promise<void> {
    this.ctx.storage.kv.put(`probe.standing.${standing.user}`, standing);
  }

  async words(stream: string): Promise<string[]> {
    return this.#words(stream);
  }

  protected override async standing(user: string): Promise<Outcome<Standing>> {
    const known = this.ctx.storage.kv.get<Standing | { user: string; refused: "not_found" | "unavailable" }>(
      `probe.standing.${user}`,
    );
    if (known && !("refused" in known)) return ok(known);
    return { ok: false, problem: { code: known?.refused ?? "not_found", message: "Not here." } };
  }

  protected override execute(session: JsonSession, command: ProbeCommand): Json | undefined {
    if (session.passport.role === "viewer") throw new RoomError("forbidden", "Viewers only read.");
    switch (command.type) {
      case "probe.add": {
        const stream = command.stream ?? ROOM_STREAM;
        this.ctx.storage.sql.exec("INSERT INTO words (stream, word) VALUES (?, ?)", stream, command.text);
        this.emit({ stream, type: "probe.added", by: session.user, data: { text: command.text } });
        return { length: this.#words(stream).length };
      }
      case "probe.refuse":
        this.emit({ stream: ROOM_STREAM, type: "probe.never", by: session.user, data: {} });
        throw new RoomError("conflict", "This is always refused.");
      case "probe.break":
        throw new Error("an internal message that must not leave");
    }
  }

  /** Takes words that another room tells, each said to everyone; `broken` fails behind what it wrote. */
  protected override heard(body: Json): void {
    const { word } = Told.parse(body);
    this.ctx.storage.sql.exec("INSERT INTO words (stream, word) VALUES (?, ?)", ROOM_STREAM, word);
    this.emit({ stream: ROOM_STREAM, type: "probe.heard", by: null, data: { text: word } });
    if (word === "broken") throw new Error("an internal message that must not leave");
  }

  protected override snapshot(session: JsonSession, stream: string): [string] {
    const words = this.#words(stream);
    const seen = session.passport.role === "guest" ? words.filter((word) => !word.startsWith("secret")) : words;
    return [JSON.stringify(seen)];
  }

  protected override follows(_session: JsonSession, stream: string): boolean {
    return stream.startsWith("side");
  }

  protected override eventFor(session: JsonSession, event: EventEnvelope): EventEnvelope | null {
    return session.passport.role !== "guest" || !String(event.text).startsWith("secret") ? event : null;
  }

  protected override peerFor(session: JsonSession, peer: Peer): Peer | null {
    return session.passport.role !== "guest" || peer.role !== "viewer" ? peer : null;
  }

  protected override resumableFrom(): number {
    return this.ctx.storage.kv.get<number>("probe.resumableFrom") ?? 0;
  }

  protected override lane(): Lane<unknown> | null {
    return null;
  }

  protected override ownJobs() {
    return {};
  }

  protected override async purge(): Promise<void> {}

  #words(stream: string): string[] {
    return this.ctx.storage.sql
      .exec<{ word: string }>("SELECT word FROM words WHERE stream = ?", stream)
      .toArray()
      .map(({ word }) => word);
  }
}

import type { Json } from "../room/acceptance.ts";
import type { RoomAddress } from "../room/authority.ts";
import { type Outcome, RoomError } from "../room/errors.ts";
import { JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import type { EventEnvelope, Peer } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import type { Call } from "../workspace/calls/protocol.ts";
import { CALL_ROOM_LIMITS, UNCOUNTED_ROOM_LIMITS } from "./limits.ts";
import type { Participant } from "./participant.ts";
import { CallCommand } from "./protocol.ts";
import { CALL_MIGRATIONS } from "./schema.ts";

/** A call as a room. */
export class CallRoom extends JsonRoom<CallCommand> {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "call",
      limits: env.RATE_LIMITS === "off" ? UNCOUNTED_ROOM_LIMITS : CALL_ROOM_LIMITS,
      migrations: CALL_MIGRATIONS,
      commands: CallCommand,
    });
  }

  /** Makes the room of a call, before its workspace registers it, and rings `ring`. Again it changes nothing. */
  async found(_founding: {
    at: RoomAddress;
    call: Call;
    by: Participant;
    ring: Participant[];
  }): Promise<Outcome<null>> {
    throw new RoomError("unavailable", "Not yet.");
  }

  /** Rings people, on behalf of `who`; the workspace has said that they may come. */
  async ring(_who: Participant, _users: Participant[]): Promise<Outcome<null>> {
    throw new RoomError("unavailable", "Not yet.");
  }

  /** Says for `who` that they will not come now. */
  async decline(_who: Participant): Promise<Outcome<null>> {
    throw new RoomError("unavailable", "Not yet.");
  }

  /** Whether `who` may run the call now: its creator, its host and co-hosts, and the workspace's admins. */
  async mayRun(_who: Participant): Promise<Outcome<boolean>> {
    throw new RoomError("unavailable", "Not yet.");
  }

  /** Ends the call for all, on behalf of `who`, who must be one who may run it. */
  async end(_who: Participant): Promise<Outcome<null>> {
    throw new RoomError("unavailable", "Not yet.");
  }

  protected override execute(_session: JsonSession, _command: CallCommand): Json | undefined {
    throw new RoomError("unavailable", "Not yet.");
  }

  protected override snapshot(): readonly [string, ...string[]] {
    return ["null"];
  }

  protected override follows(): boolean {
    return false;
  }

  protected override eventFor(_session: JsonSession, event: EventEnvelope): EventEnvelope | null {
    return event;
  }

  protected override peerFor(_session: JsonSession, peer: Peer): Peer | null {
    return peer;
  }

  protected override resumableFrom(): number {
    return 0;
  }

  protected override lane(): Lane<unknown> | null {
    return null;
  }

  protected override ownJobs(): Record<string, Job> {
    return {};
  }

  protected override async purge(): Promise<void> {}
}

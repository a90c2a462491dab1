import type { Json } from "../room/acceptance.ts";
import type { RoomAddress } from "../room/authority.ts";
import { type Outcome, RoomError } from "../room/errors.ts";
import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA, JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import type { EventEnvelope, Peer } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import type { Conversation } from "../workspace/conversations/protocol.ts";
import { CONVERSATION_ROOM_LIMITS } from "./limits.ts";
import { ConversationCommand } from "./protocol.ts";

export class ConversationRoom extends JsonRoom<ConversationCommand> {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "conversation",
      limits: CONVERSATION_ROOM_LIMITS,
      migrations: [
        { number: 1, sql: JSON_ROOM_SCHEMA },
        { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
      ],
      commands: ConversationCommand,
    });
  }

  /** Makes the room of a conversation that its workspace is about to register. */
  async found({ at }: { at: RoomAddress; conversation: Conversation; members: string[] }): Promise<Outcome<null>> {
    return this.create(at);
  }

  protected override execute(_session: JsonSession, _command: ConversationCommand): Json | undefined {
    throw new RoomError("unavailable", "Not yet.");
  }

  protected override snapshot(): readonly [string, ...string[]] {
    return ["{}"];
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

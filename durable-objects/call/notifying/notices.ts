/** What an event of the call means to those who are told of it elsewhere. Read from the log when it is told. */
import { z } from "zod";
import type { InboxNotice } from "../../inbox/notices.ts";
import type { Thing } from "../../inbox/protocol.ts";
import type { RoomAddress } from "../../room/authority.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import type { CallReport } from "../notices.ts";
import { Ring } from "../protocol.ts";
import type { Stores } from "../stores.ts";

/** What the workspace is told of an event that it is owed, or nothing. */
export function reportOf(
  { course, people, seats }: Stores,
  call: string,
  { type, at }: EventEnvelope,
): CallReport | undefined {
  switch (type) {
    case "peer.joined":
    case "peer.left": {
      const users = [...new Set(seats.all().map(({ user }) => user))];
      return {
        type: "call.here",
        call,
        users,
        count: users.length,
        out: people.out(),
        startedAt: course.get().startedAt,
      };
    }
    case "call.ended":
      return { type: "call.ended", call, at, startedAt: course.get().startedAt, people: people.visitors() };
    default:
      return undefined;
  }
}

const Rung = z.object({ type: z.literal("ring.changed"), ring: Ring });

/** What the inbox of `user` is told of an event, or nothing. */
export function ringNotice(
  { about }: Stores,
  { workspace, room }: RoomAddress,
  user: string,
  event: EventEnvelope,
): InboxNotice | undefined {
  const ring = Rung.safeParse(event).data?.ring;
  if (ring?.user !== user) return undefined;
  const thing: Thing = { type: "call", workspace, call: room };
  if (ring.state !== "ringing") return { type: "rung", thing, state: ring.state };
  const { by, byName, until } = ring;
  return { type: "ring", thing, title: about.find()?.title ?? "", by, byName, at: event.at, until };
}

import type { InboxNotice } from "../../inbox/notices.ts";
import { type EventEnvelope, ROOM_STREAM } from "../../room/protocol.ts";
import { WorkspaceEventBody } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { nameOf, notifying } from "./things.ts";

/** What whoever is invited is told of an event about that invitation; undefined for nothing. Its link is in their mail. */
export function invitedBy(
  stores: Stores,
  workspace: string,
  invitation: string,
  event: EventEnvelope,
): InboxNotice[] | undefined {
  const body = event.stream === ROOM_STREAM ? WorkspaceEventBody.safeParse(event).data : undefined;
  const thing = { type: "workspace", workspace } as const;
  if (body?.type === "invitation.revoked" && body.invitation === invitation) return [{ type: "gone", thing }];
  if (body?.type !== "invitation.created" || body.invitation.id !== invitation) return undefined;
  return [
    {
      ...notifying(event, thing),
      reason: "invited",
      title: stores.workspace.find()?.name ?? "",
      text: "invites you to join; the link is in your mail",
      byName: nameOf(stores, event.by),
    },
  ];
}

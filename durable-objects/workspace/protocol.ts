/**
 * What a workspace says and what may be asked of it: the `room` stream's snapshot, events and commands, and the shapes
 * its HTTP routes share with them. The client imports this file. A project's board is a stream of its own, see
 * `board/protocol.ts`.
 */
import { z } from "zod";
import { EventEnvelope, Role } from "../room/protocol.ts";
import { typedLine } from "../room/text.ts";
import { BoardAction, BoardResult, Project } from "./board/protocol.ts";
import { Day } from "./board/scalars.ts";
import { Conversation, ConversationAction, ConversationEventBody } from "./conversations/protocol.ts";
import { MAX_GRANTS, MAX_INVITATION_DAYS, MAX_NAME_LENGTH } from "./limits.ts";

const id = z.string().min(1).max(64);
/** ms since 1970. */
const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
const name = typedLine(MAX_NAME_LENGTH);

/** A room of the workspace's, beside itself. */
export const RoomRef = z.object({ kind: z.enum(["doc", "conversation", "call"]), id });
export type RoomRef = z.infer<typeof RoomRef>;

/** What may be named to a guest: a room to enter, or a project, with the docs of its tasks. */
export const Grant = z.object({ kind: z.enum(["doc", "project", "conversation", "call"]), id });
export type Grant = z.infer<typeof Grant>;
export const Grants = z.array(Grant).max(MAX_GRANTS);

export const WorkspaceInfo = z.object({
  id,
  name: z.string(),
  createdAt: time,
  /** When everything will be erased, or null for a workspace not marked for deletion. */
  eraseAt: time.nullable(),
});
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

export const Member = z.object({
  user: z.string(),
  name: z.string(),
  /** Where their picture is, as an address here or elsewhere; absent for who has none. */
  image: z.string().optional(),
  role: Role,
  joinedAt: time,
});
export type Member = z.infer<typeof Member>;

export const Page = z.object({
  id,
  title: z.string(),
  /** The page it stands under; null at the root of the tree, and for a guest to whom that page is not named. */
  parentId: id.nullable().default(null),
  /** The doc that holds its content: open it as room `doc/{docId}`. Changes only when the content is erased. */
  docId: id,
  /** Pages are listed by this key, compared as plain strings, and so are those under one parent. */
  order: z.string(),
  createdAt: time,
  createdBy: z.string(),
});
export type Page = z.infer<typeof Page>;

/** An invitation as its inviters see it; the token is told once, to the one who made it. */
export const Invitation = z.object({
  id,
  role: Role,
  /** Only this address may accept it; null for a link. */
  email: z.string().nullable(),
  grants: Grants,
  createdAt: time,
  createdBy: z.string(),
  expiresAt: time,
  /** Whether it ends with the first who accepts it. */
  single: z.boolean(),
  /** How many have accepted it. */
  uses: z.number().int().nonnegative(),
});
export type Invitation = z.infer<typeof Invitation>;

/** What becomes of the pages under one that is deleted: they take its place, which is the default, or go with it. */
export const Subpages = z.enum(["keep", "delete"]);
export type Subpages = z.infer<typeof Subpages>;

/** An event's own part; the room adds {@link EventEnvelope}. */
export const WorkspaceEventBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("workspace.created"), name: z.string() }),
  z.object({ type: z.literal("workspace.renamed"), name: z.string() }),
  z.object({ type: z.literal("workspace.deletion_scheduled"), eraseAt: time }),
  z.object({ type: z.literal("workspace.deletion_cancelled") }),
  z.object({ type: z.literal("member.added"), member: Member }),
  z.object({ type: z.literal("member.role_changed"), user: z.string(), role: Role }),
  z.object({ type: z.literal("member.renamed"), user: z.string(), name: z.string() }),
  z.object({ type: z.literal("member.pictured"), user: z.string(), image: z.string().nullable() }),
  z.object({ type: z.literal("member.removed"), user: z.string() }),
  /** A member was somewhere for the first time; so a guest learns of the people in what is named to them. */
  z.object({ type: z.literal("member.entered"), member: Member, room: Grant }),
  z.object({ type: z.literal("invitation.created"), invitation: Invitation }),
  /** It has another token and ends later; the former token is none any more. */
  z.object({ type: z.literal("invitation.renewed"), invitation: Invitation }),
  z.object({ type: z.literal("invitation.revoked"), invitation: id }),
  z.object({ type: z.literal("invitation.accepted"), invitation: id, user: z.string() }),
  z.object({ type: z.literal("grants.changed"), user: z.string(), grants: Grants }),
  z.object({ type: z.literal("page.created"), page: Page }),
  z.object({ type: z.literal("page.renamed"), page: id, docId: id, title: z.string() }),
  z.object({
    type: z.literal("page.moved"),
    page: id,
    docId: id,
    parentId: Page.shape.parentId,
    order: z.string(),
  }),
  /** The content is gone for ever; the page goes on, empty, as another doc. */
  z.object({ type: z.literal("page.erased"), page: id, docId: id, formerDocId: id }),
  z.object({ type: z.literal("page.deleted"), page: id, docId: id, title: z.string() }),
  z.object({ type: z.literal("project.created"), project: Project }),
  z.object({ type: z.literal("project.changed"), project: Project }),
  z.object({ type: z.literal("project.deleted"), project: id, key: z.string(), name: z.string() }),
  ConversationEventBody,
]);
export type WorkspaceEventBody = z.infer<typeof WorkspaceEventBody>;

export const WorkspaceEvent = z.intersection(WorkspaceEventBody, z.object(EventEnvelope.shape));
export type WorkspaceEvent = z.infer<typeof WorkspaceEvent>;

/** The state of the `room` stream, as much of it as its reader may see. */
export const WorkspaceSnapshot = z.object({
  workspace: WorkspaceInfo,
  /** Everyone; for a guest, the people in the rooms named to them. */
  members: z.array(Member),
  /** Every page; for a guest, those named to them. */
  pages: z.array(Page),
  /** Every project, archived ones too, in their order; for a guest, those named to them. */
  projects: z.array(Project),
  /** Every conversation they may enter but the discussions of tasks and pages, archived ones too. */
  conversations: z.array(Conversation),
  /** The ids of those of them they belong to. */
  joined: z.array(z.string()),
  /** Whose view this is. */
  reader: z.string(),
  /** Those that can still be accepted; empty for all but owners and admins. */
  invitations: z.array(Invitation),
  /** The rooms named to a guest; null for those who may enter all. */
  grants: Grants.nullable(),
  /** The latest events this reader may see, oldest first. */
  activity: z.array(WorkspaceEvent),
});
export type WorkspaceSnapshot = z.infer<typeof WorkspaceSnapshot>;

/**
 * What is asked of a workspace to change it, over a socket and over HTTP alike. Making a page is asked over HTTP alone,
 * since its doc must exist before the page does.
 */
export const WorkspaceAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("workspace.rename"), name }),
  z.object({ type: z.literal("member.set_role"), user: id, role: Role }),
  z.object({ type: z.literal("member.remove"), user: id }),
  z.object({ type: z.literal("page.rename"), page: id, title: name }),
  /**
   * Puts a page behind another, first with `after: null`, or last without: under `parent` (null for the root), or where
   * that is left out under the parent it has.
   */
  z.object({
    type: z.literal("page.move"),
    page: id,
    parent: id.nullable().optional(),
    after: id.nullable().optional(),
  }),
  z.object({ type: z.literal("page.delete"), page: id, subpages: Subpages.optional() }),
  ConversationAction,
  BoardAction,
]);
export type WorkspaceAction = z.infer<typeof WorkspaceAction>;

/**
 * `result` of an ack: the page as it is now for `page.rename` and `page.move`, the conversation for `conversation.change`
 * and those about who belongs to it, a revision for the board's, or nothing.
 */
export const WorkspaceResult = z
  .union([z.object({ page: Page }), z.object({ conversation: Conversation }), BoardResult])
  .optional();
export type WorkspaceResult = z.infer<typeof WorkspaceResult>;

/** A workspace as one who may look at it sees it over HTTP. */
export const WorkspaceView = WorkspaceInfo.extend({
  /** Null for a superadmin who does not belong to it. */
  role: Role.nullable(),
});
export type WorkspaceView = z.infer<typeof WorkspaceView>;

/** What a member may be told of another over HTTP; the address only to owners and admins, and to oneself. */
export const MemberView = Member.extend({ email: z.string().optional() });
export type MemberView = z.infer<typeof MemberView>;

export const NewWorkspace = z.object({
  name,
  /** Furnishes it with a project and a page that explain the product, to be deleted like any other. */
  sample: z
    .strictObject({
      /** The day it is for whoever asks: what is due in the sample is due around it. */
      today: Day.refine((day) => day >= "1970" && day < "9999", "Use the day of today"),
    })
    .optional(),
});
export type NewWorkspace = z.infer<typeof NewWorkspace>;

export const NewInvitation = z.object({
  role: Role,
  email: z.email().max(320).optional(),
  grants: Grants.optional(),
  /** For how many days it may be accepted. */
  days: z.number().int().min(1).max(MAX_INVITATION_DAYS).optional(),
  /** Whether a link ends with the first who accepts it; one for an address, an owner or an admin always does. */
  single: z.boolean().optional(),
});
export type NewInvitation = z.infer<typeof NewInvitation>;

/** What whoever holds an invitation's token is told before they accept it; of one that has ended, only that. */
export const InvitationSeen = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("open"),
    workspace: WorkspaceInfo.pick({ id: true, name: true }),
    /** The name of who made it; null when they are gone. */
    inviter: z.string().nullable(),
    role: Role,
    /** The address it is for; null when it is for whoever holds it. */
    email: z.string().nullable(),
    /** The call that it leads to; null for one to the workspace. */
    call: id.nullable().default(null),
  }),
  /** Whoever asks belongs to the workspace already. */
  z.object({
    state: z.literal("mine"),
    workspace: WorkspaceInfo.pick({ id: true, name: true }),
    call: id.nullable().default(null),
  }),
  z.object({ state: z.enum(["expired", "used", "revoked"]) }),
]);
export type InvitationSeen = z.infer<typeof InvitationSeen>;

/** The one answer that carries the token. */
export const InvitationMade = z.object({
  id,
  token: z.string(),
  /** The page that accepts it. */
  url: z.string(),
  expiresAt: time,
});
export type InvitationMade = z.infer<typeof InvitationMade>;

export const NewPage = z.object({
  title: name,
  /** The page it is to stand under. */
  parentId: id.nullable().optional(),
});
export type NewPage = z.infer<typeof NewPage>;

/** How many rows of each kind D1 should have of a workspace. */
export const RebuildCounts = z.object({
  members: count,
  rooms: count,
  pages: count,
  conversations: count,
  calls: count,
  projects: count,
  columns: count,
  tasks: count,
});
export type RebuildCounts = z.infer<typeof RebuildCounts>;

/** What a workspace still owes the outside, for whoever runs the instance. */
export const OutboxView = z.object({
  /** Destinations that have not taken everything yet. */
  lanes: z.array(
    z.object({
      name: z.string(),
      /** Failed tries in a row. */
      attempts: z.number().int(),
      /** When it is tried next, ms since 1970; 0 for at once. */
      due: z.number().int(),
    }),
  ),
  /** Effects their receiver refused, oldest first; what they say is not shown. */
  parked: z.array(
    z.object({
      id: z.number().int(),
      lane: z.string(),
      /** Why it was refused. */
      code: z.string(),
      /** When it was set aside, ms since 1970. */
      at: z.number().int(),
    }),
  ),
});
export type OutboxView = z.infer<typeof OutboxView>;

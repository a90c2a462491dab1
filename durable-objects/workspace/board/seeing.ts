/** Who sees what of the boards. Members and viewers see all; a guest sees the projects named to them. */
import { z } from "zod";
import type { EventEnvelope, Peer } from "../../room/protocol.ts";
import { extentOf } from "../permissions.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import { projectGrant } from "./projects/grant.ts";
import { BOARD_PRESENCE, BoardPresence, Neighbour, streamOf } from "./protocol.ts";

const STREAM_START = streamOf("");

/** The project whose stream this is, or null for another stream. */
export function projectOfStream(stream: string): string | null {
  return stream.startsWith(STREAM_START) ? stream.slice(STREAM_START.length) : null;
}

/** Whether `member` may read the project, which must be there. */
export function readsProject(stores: Stores, member: MemberRow, project: string): boolean {
  if (!stores.projects.find(project)) return false;
  const extent = extentOf(member.role, "project.read");
  return extent === "all" || (extent === "granted" && stores.rooms.isGranted(member.user, projectGrant(project)));
}

/** Whether `user` is a member who may read the project. */
export function isReader(stores: Stores, user: string, project: string): boolean {
  const member = stores.members.find(user);
  return member !== undefined && readsProject(stores, member, project);
}

/** What of a delta is about tasks in other projects; all else passes through as it is. */
const Bordering = z.looseObject({
  neighbours: z.looseObject({ put: z.array(z.looseObject(Neighbour.shape)).optional() }).optional(),
});

/**
 * A board's event as a guest may see it: without what it tells of tasks in projects not named to them. One of which that
 * cannot be told is not shown at all.
 */
export function boardEventFor(stores: Stores, guest: MemberRow, event: EventEnvelope): EventEnvelope | null {
  const delta = Bordering.safeParse(event.delta).data;
  if (!delta?.neighbours?.put) return delta ? event : null;
  const put = delta.neighbours.put.filter(({ projectId }) => readsProject(stores, guest, projectId));
  return { ...event, delta: { ...delta, neighbours: { ...delta.neighbours, put } } };
}

/** A peer as a guest may see them: only people they know, and what those do only in projects named to the guest. */
export function peerForGuest(stores: Stores, guest: string, peer: Peer): Peer | null {
  if (!stores.rooms.knows(guest, peer.user)) return null;
  const { project } = BoardPresence.safeParse(peer.state[BOARD_PRESENCE]).data ?? {};
  const shares = project !== undefined && stores.rooms.isGranted(guest, projectGrant(project));
  return shares ? peer : { ...peer, state: {} };
}

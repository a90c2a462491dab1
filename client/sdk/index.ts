/**
 * The SDK: the HTTP API, typed rooms with resume, and a Yjs provider that says truly what is saved. No framework needed.
 *
 * ```ts
 * const api = apiOf({ origin: "https://ensemble.example", token });
 *
 * const room = workspaceRoom(api, workspaceId);
 * room.open();
 * const state = await when(room.state, (state) => state !== null);
 * await room.command({ type: "page.rename", page: state.pages[0].id, title: "Plan" });
 *
 * const session = docSession(api, docId, await DocCopies.open(userId));
 * await session.open();
 * await when(session.status, ({ name }) => name === "saved");
 * session.view.value?.doc.getText("notes").insert(0, "Hello");
 * ```
 */
export { type Api, apiOf } from "./api/api.ts";
export { ApiError } from "./api/problem.ts";
export { type Clock, systemClock } from "./clock.ts";
export type { LostReason } from "./connection/closing.ts";
export {
  Connection,
  type ConnectionOptions,
  type ConnectionState,
  type ConnectionUser,
} from "./connection/connection.ts";
export { type Page, type PageSignal, thisPage } from "./connection/page.ts";
export { TicketRefused, type TicketSource } from "./connection/tickets.ts";
export { DocCopies } from "./doc/copies.ts";
export type { SetAside } from "./doc/database.ts";
export { docSession } from "./doc/doc.ts";
export { RoomAwareness } from "./doc/presence.ts";
export { DocSession, type DocSessionOptions } from "./doc/session.ts";
export type { Shelf } from "./doc/shelf.ts";
export type { DocStatus, Kept } from "./doc/status.ts";
export type { DocAccess, DocView } from "./doc/view.ts";
export { type Observed, when } from "./observed.ts";
export type { CommandOutcome } from "./room/commands.ts";
export { Room } from "./room/room.ts";
export type { StreamDesign } from "./room/stream.ts";
export { type WorkspaceRoom, type WorkspaceState, workspaceRoom, workspaceStream } from "./workspace.ts";

/**
 * The SDK: the HTTP API, typed rooms with resume, and a Yjs provider that says truly what is saved. No framework needed.
 *
 * ```ts
 * const api = apiOf({ origin: "https://ensemble.example", token });
 *
 * const kept = { keep: await CommandKeep.open(userId), copies: await RoomCopies.open(userId, "my app 1.0") };
 * const room = workspaceRoom(api, workspaceId, kept);
 * room.open();
 * const state = await when(room.state, (state) => state !== null);
 * await room.command({ type: "page.rename", page: state.pages[0].id, title: "Plan" });
 *
 * const board = new Board(room, state.projects[0].id);
 * board.open();
 * const { tasks, columns } = await when(board.state, (state) => state !== null);
 * const [column] = inOrder(columns.values());
 * board.act({ type: "task.create", project: board.project, task: newKey(), columnId: column.id, set: { title: "Paint it" } });
 * board.state.value; // has the task already, also while offline
 * await board.history.undo();
 *
 * const conversation = conversationRoom(api, workspaceId, conversationId, kept);
 * conversation.open();
 * conversation.post({ text: "Good morning" });
 * conversation.state.value; // the messages, this one waiting until the room has taken it
 *
 * const call = callSession(api, callId);
 * call.open();
 * await call.local.setMicrophone(true);
 * await call.join();
 * const { peers } = await when(call.state, (state) => state?.stage === "joined");
 * video.srcObject = call.streamOf(peers[0].id, "camera").value;
 *
 * const session = docSession(api, docId, await DocCopies.open(userId));
 * await session.open();
 * await when(session.status, ({ name }) => name === "saved");
 * session.view.value?.doc.getText("notes").insert(0, "Hello");
 * ```
 */
export { type Api, apiOf } from "./api/api.ts";
export { ApiError } from "./api/problem.ts";
export { tasksIn } from "./board/arrangement.ts";
export { Board } from "./board/board.ts";
export { applyDelta } from "./board/delta.ts";
export { FollowedBoards } from "./board/followed-boards.ts";
export { inOrder } from "./board/order.ts";
export type { BoardCompany, BoardPeer, Company } from "./board/presence.ts";
export { projectsOf } from "./board/projects.ts";
export type { BoardState } from "./board/state.ts";
export { boardStream } from "./board/stream.ts";
export type { Device, DeviceKind, LocalMedia, LocalSource, LocalState, MediaFailure, Source } from "./call/local.ts";
export { callSession } from "./call/open.ts";
export type { CallSession, JoinRequest } from "./call/session.ts";
export type {
  CallState,
  JoinOutcome,
  LinkQuality,
  LinkState,
  PathProblem,
  Picture,
  Reaction,
  ShownPeer,
  Stage,
} from "./call/state.ts";
export { callsOf } from "./calls/calls.ts";
export type { CallsState } from "./calls/stream.ts";
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
export { conversationRoom } from "./conversation/open.ts";
export { ConversationRoom } from "./conversation/room.ts";
export type { ConversationState, Edge, MessageDraft, ShownMessage, ThreadView } from "./conversation/state.ts";
export type { Thread } from "./conversation/thread.ts";
export type { Typer } from "./conversation/typing.ts";
export { DocCopies } from "./doc/copies.ts";
export type { SetAside } from "./doc/database.ts";
export { docSession } from "./doc/doc.ts";
export { RoomAwareness } from "./doc/presence.ts";
export { DocSession, type DocSessionOptions } from "./doc/session.ts";
export type { Shelf } from "./doc/shelf.ts";
export type { DocStatus, Kept } from "./doc/status.ts";
export { sendUnsaved } from "./doc/unsaved.ts";
export type { DocAccess, DocView } from "./doc/view.ts";
export { newKey } from "./id.ts";
export { InboxRoom, type NewReminder } from "./inbox/inbox.ts";
export { inboxRoom } from "./inbox/open.ts";
export type { InboxState } from "./inbox/state.ts";
export { type Observed, when } from "./observed.ts";
export { pagesOf } from "./pages/pages.ts";
export { CommandKeep } from "./queue/keep.ts";
export type { CommandOutcome, PendingCommand } from "./queue/queue.ts";
export { type Refusal, UNKNOWN_EFFECT } from "./queue/rows.ts";
export { RoomCopies, type StreamCopies } from "./room/copies.ts";
export { Room } from "./room/room.ts";
export type { StreamDesign } from "./room/stream.ts";
export { type WorkspaceRoom, type WorkspaceState, workspaceRoom, workspaceStream } from "./workspace.ts";

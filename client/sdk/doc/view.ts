import type * as Y from "yjs";
import type { Role } from "../../../durable-objects/room/protocol.ts";
import type { RoomAwareness } from "./presence.ts";

/** What there is to show and edit. Another object comes when the doc had to be rebuilt; bind editors to it anew. */
export interface DocView {
  doc: Y.Doc;
  awareness: RoomAwareness;
}

/** What the room lets this user do. */
export interface DocAccess {
  role: Role;
  readOnly: boolean;
}

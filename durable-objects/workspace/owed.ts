import type { ProjectionWrite } from "../../worker/data/projections.ts";
import type { RoomNotice } from "../room/authority.ts";
import type { Grant } from "./protocol.ts";

/** What a workspace owes the outside after a change: a row in D1, or word to one of its rooms. */
export type Owed = { to: "d1"; write: ProjectionWrite } | { to: "room"; room: Grant; notice: RoomNotice };

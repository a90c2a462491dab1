import { CallCommand } from "../../../durable-objects/call/protocol.ts";
import type { Api } from "../api/api.ts";
import { systemClock } from "../clock.ts";
import type { ConnectionOptions } from "../connection/connection.ts";
import { thisPage } from "../connection/page.ts";
import { Room } from "../room/room.ts";
import { LiveCall } from "./live.ts";
import type { DeviceKind } from "./local.ts";
import { thisBrowser } from "./media/browser.ts";
import type { Equipment } from "./media/equipment.ts";
import type { CallSession } from "./session.ts";
import { type CallRoom, callStream } from "./stream.ts";
import { type Tab, thisTab } from "./tab.ts";

interface CallOptions extends Partial<ConnectionOptions> {
  /** The devices to begin with; the browser's own choice where there is none. */
  chosen?: { readonly [Kind in DeviceKind]?: string | null };
  /** Stands in for the browser and its devices. */
  equipment?: Equipment;
  /** Stands in for the tab this page is in. */
  tab?: Tab;
}

/** A call, by its id; `open()` it. */
export function callSession(
  api: Api,
  id: string,
  { chosen = {}, equipment = thisBrowser, tab = thisTab, ...options }: CallOptions = {},
): CallSession {
  const room: CallRoom = new Room(
    { stream: callStream, commands: CallCommand },
    { origin: api.origin, ticket: api.rooms.ticketsTo("call", id), ...options },
  );
  const clock = options.clock ?? systemClock;
  return new LiveCall({ id, room, clock, page: options.page ?? thisPage, tab, equipment, chosen });
}

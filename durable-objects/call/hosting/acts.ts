/** What hosts and co-hosts do. Each asks first whether they may. */
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { end } from "../course/ending.ts";
import { admitFree } from "../lobby/knocking.ts";
import { reviewing } from "../lobby/waiting.ts";
import type { Asker } from "../participant.ts";
import type { CallCommand } from "../protocol.ts";
import { vacate } from "../seats/leaving.ts";
import { alter } from "../seats/shown.ts";
import type { Seat } from "../seats/store.ts";
import { showRole } from "./passing.ts";
import { demandPeer, demandRunner, roleOf, runs, runsAny } from "./rules.ts";

type SettingsChange = Extract<CallCommand, { type: "settings.change" }>["set"];

/** Mutes a peer. */
export function mute(change: Change, asker: Asker, peer: string): void {
  demandRunner(change, asker);
  silence(change, asker, demandPeer(change, peer));
}

/** Mutes all but those who run the call, and whoever asks. */
export function muteAll(change: Change, asker: Asker): void {
  demandRunner(change, asker);
  for (const seat of change.stores.seats.all()) {
    const isSpared = seat.user === asker.user || runs(change.stores, { user: seat.user, role: seat.standing });
    if (!isSpared) silence(change, asker, seat);
  }
}

/** Ends a peer's sharing of its screen. */
export function stopScreen(change: Change, asker: Asker, peer: string): void {
  demandRunner(change, asker);
  const seat = demandPeer(change, peer);
  alter(change, asker, seat, { media: { ...seat.media, screen: false } });
}

/** Lowers the hand of a peer. */
export function lowerHand(change: Change, asker: Asker, peer: string): void {
  demandRunner(change, asker);
  alter(change, asker, demandPeer(change, peer), { hand: null });
}

/** Removes whoever is that peer, from all their seats. They may ask to be let in again. @throws RoomError `forbidden` */
export function remove(change: Change, asker: Asker, peer: string): void {
  demandRunner(change, asker);
  const { people, seats } = change.stores;
  const { user, standing } = demandPeer(change, peer);
  if (user === asker.user) throw new RoomError("invalid", "You cannot remove yourself. Leave the call instead.");
  if (!runsAny(asker.role) && (runsAny(standing) || roleOf(change.stores, user) === "host")) {
    throw new RoomError("forbidden", "Neither the host nor the workspace's admins can be removed from a call.");
  }
  reviewing(change, { user, role: standing }, () => {
    people.set(user, { removed: true, admitted: false, cohost: false });
    for (const seat of seats.of(user)) vacate(change, asker, seat, "removed");
  });
}

/** Makes a peer a co-host, or takes that back. @throws RoomError `forbidden`, `invalid` */
export function setCohost(change: Change, asker: Asker, peer: string, isOn: boolean): void {
  demandRunner(change, asker);
  const { people } = change.stores;
  if (!runsAny(asker.role) && roleOf(change.stores, asker.user) !== "host") {
    throw new RoomError("forbidden", "Only the host chooses co-hosts.");
  }
  const { user, standing } = demandPeer(change, peer);
  if (roleOf(change.stores, user) === "host") throw new RoomError("invalid", "They are the host already.");
  if (isOn && standing === "viewer") throw new RoomError("invalid", "A viewer of the workspace cannot run a call.");
  if (people.get(user).cohost === isOn) return;
  people.set(user, { cohost: isOn });
  showRole(change, user);
}

/** Changes how the call is run. Whoever need not wait any more is let in. */
export function changeSettings(change: Change, asker: Asker, set: SettingsChange): void {
  demandRunner(change, asker);
  const { course } = change.stores;
  const before = course.get().settings;
  const { locked = before.locked, lobby = before.lobby, mayUnmute = before.mayUnmute } = set;
  const settings = { locked, lobby, mayUnmute };
  if (JSON.stringify(settings) === JSON.stringify(before)) return;
  course.set({ settings });
  change.say(asker, { type: "settings.changed", settings });
  if (locked !== before.locked || lobby !== before.lobby) change.reviewAll();
  admitFree(change);
}

/** Ends the call for all. */
export function endForAll(change: Change, asker: Asker): void {
  demandRunner(change, asker);
  end(change, asker);
}

/** Also one who is silent already, and would have to be let speak. */
function silence(change: Change, asker: Asker, seat: Seat): void {
  alter(change, asker, seat, { media: { ...seat.media, audio: false }, muted: true });
}

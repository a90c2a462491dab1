/** How one sits down in a call, comes back to one's seat, or moves to it from another page. */
import { RoomError } from "../../room/errors.ts";
import { newId } from "../../room/id.ts";
import type { Change } from "../change.ts";
import { settleHost } from "../hosting/passing.ts";
import { demandGoingOn, mayPublish, runs } from "../hosting/rules.ts";
import { FORMER_PAGES, MAX_ON_STAGE, MAX_SEATS, MAX_SEATS_PER_USER } from "../limits.ts";
import { dropKnock, knock } from "../lobby/knocking.ts";
import { reviewing, waits } from "../lobby/waiting.ts";
import { HERE_LANES } from "../notifying/owed.ts";
import type { Asker } from "../participant.ts";
import type { CallCommand, JoinResult, PeerMedia, Place } from "../protocol.ts";
import { answerRing } from "../ringing/ringing.ts";
import { callShown } from "../snapshot.ts";
import { vacate } from "./leaving.ts";
import { alter, peerShown, SILENT } from "./shown.ts";
import { stayOf } from "./stays.ts";
import type { Seat } from "./store.ts";

type Wanted = Extract<CallCommand, { type: "call.join" }>;

/** Seats who asks, if they need not wait to be let in. */
export function join(change: Change, asker: Asker, wanted: Wanted): JoinResult {
  demandGoingOn(change);
  const { seats } = change.stores;
  const mine = seats.of(asker.user);
  const held = seats.at(asker.connection);
  if (held && held.key !== wanted.key) throw new RoomError("conflict", "You are in this call already. Leave it first.");
  const own = ownSeat(mine, wanted);
  if (own)
    return seated(
      change,
      own.page === wanted.page ? resume(change, asker, own, wanted) : move(change, asker, own, wanted),
      wanted,
    );
  const last = mine.at(-1);
  if (!last)
    return waits(change.stores, asker) ? knock(change, asker) : seated(change, sitDown(change, asker, wanted), wanted);
  switch (wanted.other) {
    case undefined:
      throw new RoomError("already_here", "You are in this call already, in another tab or on another device.");
    case "instead":
      for (const seat of mine) if (seat !== last) vacate(change, asker, seat, "taken_over");
      return seated(change, move(change, asker, last, wanted), wanted);
    case "beside":
      return seated(change, sitDown(change, asker, wanted), wanted);
  }
}

/** The seat of this very page, or of one before it in the same tab; never for a page that another one followed. */
function ownSeat(mine: Seat[], { key, page }: Wanted): Seat | undefined {
  return (
    mine.find((seat) => seat.key === key && seat.page === page) ??
    mine.find((seat) => seat.key === key && !seat.formerPages.includes(page))
  );
}

function seated({ stores }: Change, seat: Seat, { place }: Wanted): JoinResult {
  const isMissing = seat.place === "watching" && place !== "watching";
  return { as: "peer", peer: peerShown(stores, seat), full: isMissing && stores.seats.onStage() >= MAX_ON_STAGE };
}

/** The same page comes back on another socket: all goes on as it was. What it turned off meanwhile is off. */
function resume(change: Change, asker: Asker, seat: Seat, wanted: Wanted): Seat {
  const { audio, video, screen } = seat.media;
  const media = {
    audio: audio && wanted.media.audio,
    video: video && wanted.media.video,
    screen: screen && wanted.media.screen,
  };
  return alter(change, asker, seat, { ...attended(asker), media: mayPublish(asker.role) ? media : SILENT });
}

/** Another page sits down in the seat: what was agreed with the one before is gone. */
function move(change: Change, asker: Asker, seat: Seat, wanted: Wanted): Seat {
  const { connection, peer } = seat;
  if (connection !== null && connection !== asker.connection) change.unseat({ connection, peer, reason: "taken_over" });
  const place = seat.place === "stage" && wanted.place !== "watching" ? "stage" : placeFor(change, wanted.place);
  return alter(change, asker, seat, {
    ...attended(asker),
    place,
    key: wanted.key,
    page: wanted.page,
    formerPages: [...seat.formerPages, seat.page].slice(-FORMER_PAGES),
    generation: seat.generation + 1,
    media: mediaFor(asker, place, wanted.media, seat.muted),
  });
}

function sitDown(change: Change, asker: Asker, wanted: Wanted): Seat {
  const { course, knocks, people, seats } = change.stores;
  const { user } = asker;
  if (seats.size >= MAX_SEATS) throw new RoomError("limit_reached", `At most ${MAX_SEATS} people can be in a call.`);
  if (seats.of(user).length >= MAX_SEATS_PER_USER) {
    throw new RoomError("limit_reached", `You can be in a call at most ${MAX_SEATS_PER_USER} times at once.`);
  }
  const place = placeFor(change, wanted.place);
  const muted = staysMuted(change, asker);
  const seat: Seat = {
    ...{ peer: newId(), user, key: wanted.key, page: wanted.page, formerPages: [], place, generation: 1 },
    ...attended(asker),
    media: mediaFor(asker, place, wanted.media, muted),
    ...{ muted, hand: null, joinedAt: change.now, quality: null },
  };
  const begins = course.get().startedAt === null;
  reviewing(change, asker, () => {
    seats.put(seat);
    people.set(user, { visited: true, admitted: true });
    course.set({ startedAt: course.get().startedAt ?? change.now, emptySince: null });
  });
  settleHost(change, seat);
  if (begins) sayBegun(change, asker);
  change.say(asker, { type: "peer.joined", peer: peerShown(change.stores, seat) }, HERE_LANES);
  change.record(stayOf(seat, null));
  if (knocks.find(user)) dropKnock(change, user, "admitted");
  answerRing(change, asker);
  return seat;
}

/** The first has come: whoever opened the call before, as they did themselves, learns that it goes on and since when. */
function sayBegun(change: Change, asker: Asker): void {
  const call = callShown(change.stores);
  if (call) change.say(asker, { type: "call.changed", call });
}

/** Whether one was muted by a host in a seat before this one, or beside it, and may not unmute themselves. */
function staysMuted({ stores }: Change, asker: Asker): boolean {
  if (stores.course.get().settings.mayUnmute || runs(stores, asker)) return false;
  return stores.people.get(asker.user).muted || stores.seats.of(asker.user).some(({ muted }) => muted);
}

/** What a seat has of the socket that sits in it. */
function attended({ connection, name, role }: Asker) {
  return { connection, until: null, name, standing: role };
}

/** The place one gets who wants this one: the stage while there is room on it. */
function placeFor({ stores }: Change, wanted: Place = "stage"): Place {
  return wanted === "stage" && stores.seats.onStage() < MAX_ON_STAGE ? "stage" : "watching";
}

function mediaFor({ role }: Asker, place: Place, media: PeerMedia, muted: boolean): PeerMedia {
  if (place === "watching" || !mayPublish(role)) return SILENT;
  return muted ? { ...media, audio: false } : media;
}

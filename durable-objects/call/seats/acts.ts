/** What a peer says of itself. */
import { RoomError } from "../../room/errors.ts";
import type { QualitySummary } from "../../workspace/calls/protocol.ts";
import type { Change } from "../change.ts";
import { demandSeat, mayPublish, runs } from "../hosting/rules.ts";
import { MAX_ON_STAGE } from "../limits.ts";
import type { Asker } from "../participant.ts";
import type { PeerMedia, Place } from "../protocol.ts";
import { alter, isSameMedia, SILENT } from "./shown.ts";

/** Says what one sends now. @throws RoomError `forbidden`, `conflict` */
export function setMedia(change: Change, asker: Asker, media: PeerMedia): void {
  const seat = demandSeat(change, asker);
  const isSilent = isSameMedia(media, SILENT);
  if (!isSilent && !mayPublish(asker.role)) {
    throw new RoomError("forbidden", "Your role lets you listen here, and not speak.");
  }
  if (!isSilent && seat.place === "watching") {
    throw new RoomError("conflict", "You only watch this call. Take a place on the stage first.");
  }
  const unmutes = media.audio && seat.muted;
  if (unmutes && !change.stores.course.get().settings.mayUnmute && !runs(change.stores, asker)) {
    throw new RoomError("forbidden", "A host muted you. Raise your hand to speak.");
  }
  alter(change, asker, seat, { media, muted: seat.muted && !media.audio });
}

/** Goes to the stage, or from it. @throws RoomError `limit_reached` while the stage is full */
export function setPlace(change: Change, asker: Asker, place: Place): void {
  const seat = demandSeat(change, asker);
  if (seat.place === place) return;
  if (place === "stage" && change.stores.seats.onStage() >= MAX_ON_STAGE) {
    throw new RoomError("limit_reached", `The stage is full: ${MAX_ON_STAGE} people can see and hear each other.`);
  }
  alter(change, asker, seat, { place, media: SILENT });
}

/** Raises one's hand, or lowers it. */
export function setHand(change: Change, asker: Asker, isUp: boolean): void {
  const seat = demandSeat(change, asker);
  if (isUp !== (seat.hand !== null)) alter(change, asker, seat, { hand: isUp ? change.now : null });
}

/** Keeps how good the call was for a peer so far, for the log. */
export function setQuality(change: Change, asker: Asker, quality: QualitySummary): void {
  change.stores.seats.put({ ...demandSeat(change, asker), quality });
}

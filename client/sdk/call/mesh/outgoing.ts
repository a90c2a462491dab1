import type { TrackName } from "../../../../durable-objects/call/protocol.ts";

export const TRACK_NAMES = ["microphone", "camera", "screen", "screen_audio"] as const satisfies readonly TrackName[];

/** What is sent to everyone now; null for what is not. */
export type OutgoingTracks = { readonly [Name in TrackName]: MediaStreamTrack | null };

export const NOTHING_SENT: OutgoingTracks = { microphone: null, camera: null, screen: null, screen_audio: null };

/** What is sent, and by what name it hangs together: what is of one stream is played in step, as lips and voice must be. */
export interface Outgoing {
  tracks: OutgoingTracks;
  /** How many others it is sent to. */
  others: number;
  own: { person: MediaStream; screen: MediaStream };
}

/** The kind of medium that a track is. */
export function mediumOf(name: TrackName): "audio" | "video" {
  return name === "microphone" || name === "screen_audio" ? "audio" : "video";
}

/** What one medium may take to one peer. */
export interface Rate {
  /** Bits per second. */
  maxBitrate: number;
  scaleResolutionDownBy: number;
}

/**
 * By how many others it is sent to: each of them gets a copy of its own, which takes upload and a processor each. Scaled
 * from a camera of 1280 by 720.
 */
const CAMERA: readonly [Rate, ...Rate[]] = [
  { maxBitrate: 1_200_000, scaleResolutionDownBy: 1 },
  { maxBitrate: 500_000, scaleResolutionDownBy: 1.5 },
  { maxBitrate: 300_000, scaleResolutionDownBy: 2 },
  { maxBitrate: 220_000, scaleResolutionDownBy: 3 },
  { maxBitrate: 160_000, scaleResolutionDownBy: 4 },
];

/** What is read off a screen must stay sharp: it is shown at less frames a second before it is shown smaller. */
const SCREEN: readonly [number, ...number[]] = [2_500_000, 1_500_000, 1_000_000, 800_000, 600_000];

/** The least that is left of a rate, however much is lost. */
const LEAST = 0.25;
/** From this share of lost packets on less is sent; below the other, carefully more again. */
const MUCH_LOST = 0.08;
const LITTLE_LOST = 0.02;

/**
 * Half the rate shows half as many points well. By steps, since a picture of another size begins with a whole one, which
 * is what a path that loses much has least room for.
 */
const SMALLER = [
  { from: 0.75, by: 1 },
  { from: 0.4, by: 1.5 },
] as const;
const SMALLEST = 2;

/** The rate of one's camera to each of `others`, of which this one can take the share `room`. */
export function cameraRate(others: number, room: number): Rate {
  const { maxBitrate, scaleResolutionDownBy } = CAMERA[Math.min(Math.max(others, 1), CAMERA.length) - 1] ?? CAMERA[0];
  return {
    maxBitrate: Math.round(maxBitrate * room),
    scaleResolutionDownBy: scaleResolutionDownBy * (SMALLER.find(({ from }) => room >= from)?.by ?? SMALLEST),
  };
}

/** The rate of one's screen to each of `others`. */
export function screenRate(others: number, room: number): Rate {
  const maxBitrate = SCREEN[Math.min(Math.max(others, 1), SCREEN.length) - 1] ?? SCREEN[0];
  return { maxBitrate: Math.round(maxBitrate * room), scaleResolutionDownBy: 1 };
}

/** What share of the full rate a peer is sent after it said that it lost the share `lost` of what came last. */
export function roomAfter(room: number, lost: number): number {
  if (lost > MUCH_LOST) return Math.max(LEAST, room * 0.7);
  if (lost < LITTLE_LOST) return Math.min(1, room * 1.1);
  return room;
}

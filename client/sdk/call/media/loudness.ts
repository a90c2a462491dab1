/** Below this nothing is heard by a person. */
const SILENCE_DECIBEL = -60;

/** From this loudness on it is taken for speech. */
export const SPEECH = 0.32;

/** How loud a level sounds, 0 to 1: ears hear in ratios. @param level 0 to 1, as a microphone or the browser measures it */
export function loudness(level: number): number {
  if (level <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(level)) / SILENCE_DECIBEL));
}

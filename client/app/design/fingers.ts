/** Whether fingers point and write here, as on a phone; the same as `pointer-coarse:`. */
export function byFingers(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}

import type { DeviceKind, LocalState } from "../../../../sdk/call/local.ts";

/** What devices are called. */
export const DEVICE_WORDS = {
  microphone: "Microphone",
  camera: "Camera",
  speaker: "Speaker",
} as const satisfies Record<DeviceKind, string>;

/** What may be chosen of a kind, and what is; an empty value leaves it to the browser. None where there is nothing. */
export function deviceOptions(
  { devices, chosen }: LocalState,
  kind: DeviceKind,
): { options: { value: string; name: string }[]; chosen: string } {
  const present = devices[kind].map(({ id, name }, index) => ({
    value: id,
    name: name === "" ? `${DEVICE_WORDS[kind]} ${index + 1}` : name,
  }));
  const now = chosen[kind] ?? "";
  const isThere = present.some(({ value }) => value === now);
  if (present.length === 0) return { options: [], chosen: "" };
  return { options: [{ value: "", name: "As the browser chooses" }, ...present], chosen: isThere ? now : "" };
}

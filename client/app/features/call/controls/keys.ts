/** The keys of a call. With Ctrl or ⌘ they act on every page and while one writes; the others on the call's own page. */
export const KEYS = {
  microphone: "mod+d",
  camera: "mod+shift+d",
  speak: "space",
  share: "s",
  hand: "h",
  view: "v",
  people: "p",
  chat: "t",
  leave: "mod+shift+l",
} as const;

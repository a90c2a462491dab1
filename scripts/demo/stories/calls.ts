/** The demo's calls. */
import type { CallStory } from "../story.ts";

export const CALLS: readonly CallStory[] = [
  {
    id: "weekly",
    title: "Weekly look at the website",
    about: { channel: "website" },
    by: "cleo",
    plan: { days: 1, hour: 10, minutes: 30 },
    invited: [
      { who: "you", answer: null },
      { who: "bo", answer: "yes" },
    ],
  },
  {
    id: "release",
    title: "What goes into the next release",
    about: { project: "APP" },
    by: "you",
    plan: { days: 3, hour: 15, minutes: 45 },
    invited: [
      { who: "bo", answer: "maybe" },
      { who: "cleo", answer: "yes" },
    ],
  },
  {
    id: "type",
    title: "The new type, side by side",
    about: { channel: "website" },
    by: "bo",
    held: [
      { who: "bo", quality: { roundTripMs: 38, loss: 0.001, jitterMs: 4, reconnects: 0, relayed: false } },
      { who: "cleo", quality: { roundTripMs: 290, loss: 0.031, jitterMs: 22, reconnects: 1, relayed: true } },
    ],
  },
];

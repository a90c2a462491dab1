/** What is said in the demo. */
import type { ConversationStory } from "../story.ts";

export const CONVERSATIONS: readonly ConversationStory[] = [
  {
    where: { kind: "everyone" },
    by: "you",
    messages: [
      {
        id: "hello",
        by: "you",
        text: ({ page }) =>
          `Good morning! Everything we agreed on stands in ${page("work")}. Ask here when it does not.`,
        reactions: { "\u{1f44b}": ["bo", "cleo"] },
        pinned: true,
      },
      {
        id: "monday",
        by: "cleo",
        text: ({ person }) =>
          `On Monday we look at *In review* together. ${person("you")}, can you bring the numbers of last week?`,
        reactions: { "\u{1f44d}": ["bo"] },
      },
      { by: "you", replyTo: "monday", text: () => "I will. Visits and orders, or the support mails too?" },
      {
        by: "cleo",
        replyTo: "monday",
        text: () => "The mails too, please: **that** is where we hear what is missing.",
      },
      { by: "bo", replyTo: "monday", text: () => "There were 14 about the search alone." },
      {
        by: "bo",
        text: () => "@everyone The staging server restarts at noon. Save what you have open there.",
        reactions: { "\u{1f64f}": ["cleo"], "\u{2705}": ["you"] },
      },
    ],
  },
  {
    where: {
      kind: "channel",
      name: "website",
      topic: "The relaunch, from first draft to launch",
      members: ["bo", "cleo"],
    },
    by: "you",
    messages: [
      {
        by: "bo",
        text: ({ task }) => `${task("WEB", "plan")} is done, so the pages can be written now.`,
        reactions: { "\u{1f389}": ["you", "cleo"] },
      },
      {
        id: "font",
        by: "cleo",
        text: () =>
          [
            "Two things I found while trying the new type:",
            "",
            "1. Headings need a size less on a phone.",
            "2. `font-display: swap` makes the menu jump. This holds it still:",
            "",
            "```css",
            "@font-face {",
            '  font-family: "Fallback";',
            "  src: local(Arial);",
            "  size-adjust: 104%;",
            "}",
            "```",
          ].join("\n"),
      },
      { by: "bo", replyTo: "font", text: () => "Nice. Does it work in Safari as well?" },
      { by: "cleo", replyTo: "font", text: () => "Since 17, yes. Older ones jump as before, which we can live with." },
      {
        by: "you",
        replyTo: "font",
        text: () => "Then let us have it.",
        reactions: { "\u{1f680}": ["bo", "cleo"] },
      },
      {
        by: "you",
        text: ({ person, page }) =>
          `${person("bo")} the words for buttons are in ${page("words")}: “Send order”, not “Submit”.`,
      },
      { by: "bo", text: () => "> “Send order”, not “Submit”\n\nDone, in all four places. ~~Five~~ four!" },
    ],
  },
  {
    where: { kind: "channel", name: "random", topic: "Everything else", members: ["bo"] },
    by: "cleo",
    messages: [
      { by: "cleo", text: () => "The coffee machine says it needs to be *descaled*. I have never felt so understood." },
      { by: "bo", text: () => "It said `E-04` to me and nothing else.", reactions: { "\u{1f602}": ["cleo"] } },
    ],
  },
  {
    where: { kind: "private", name: "launch party", topic: "Not a word to the others", members: ["you"] },
    by: "bo",
    messages: [
      { id: "when", by: "bo", text: () => "Friday after the launch, at seven? I would ask the place by the canal." },
      { by: "you", replyTo: "when", text: () => "Seven is good. Ask for the long table." },
      { by: "you", text: () => "And cake. There must be cake.", reactions: { "\u{1f382}": ["bo"] } },
    ],
  },
  {
    where: { kind: "direct", members: ["you"] },
    by: "cleo",
    messages: [
      {
        by: "cleo",
        text: ({ task }) => `Do you have a minute for ${task("WEB", "plan")}? I would word the second aim another way.`,
      },
      { by: "you", text: () => "At eleven?" },
      { by: "cleo", text: () => "Perfect, thank you." },
    ],
  },
  {
    where: { kind: "direct", members: ["you"] },
    by: "bo",
    messages: [{ by: "bo", text: () => "I leave at four today; what is urgent before that?" }],
  },
  {
    where: { kind: "group", members: ["bo", "cleo"] },
    by: "you",
    messages: [
      { by: "you", text: () => "Lunch at the usual place?" },
      { by: "bo", text: () => "Yes!", reactions: { "\u{1f35c}": ["you", "cleo"] } },
    ],
  },
  {
    where: { kind: "task", project: "WEB", id: "plan" },
    by: "you",
    messages: [
      { by: "you", text: () => "Three aims are enough. What does not serve one of them waits." },
      {
        by: "cleo",
        text: () => "Agreed. I moved the newsletter to *later*.",
        reactions: { "\u{1f44d}": ["you"] },
      },
    ],
  },
  {
    where: { kind: "page", id: "work" },
    by: "bo",
    messages: [
      { id: "limit", by: "bo", text: () => "Is four the right limit for *In progress*, with three of us?" },
      { by: "cleo", replyTo: "limit", text: () => "One each, and one for what catches fire." },
    ],
  },
];

/** What a bot says when it has nothing else to say. */
export const REMARKS: readonly string[] = [
  "Back from lunch. Who wants to look at something with me?",
  "I tried it with the keyboard alone: two places where the focus gets lost. I will write them down.",
  "The build is green again.",
  "Small thing: the empty state says “No items”. Could it say what to do instead?",
  "I am on the phone until three.",
  "Does anyone know where the old logo files went?",
  "Done for today with the hard part. The rest is typing.",
  "That took longer than I thought, and it was worth it.",
];

/** What it answers in a thread. */
export const REPLIES: readonly string[] = [
  "Good point.",
  "On it.",
  "I think so too.",
  "Let me try.",
  "Later today?",
  "Done.",
];

/** How it reacts. */
export const REACTIONS: readonly string[] = ["\u{1f44d}", "\u{1f389}", "\u{1f440}", "\u{2764}\u{fe0f}", "\u{1f680}"];

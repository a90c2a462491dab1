/** The demo's pages, each told before those under it. */
import type { PageStory } from "../story.ts";

export const PAGES: readonly PageStory[] = [
  {
    id: "work",
    title: "How we work",
    version: "First draft",
    drafts: [
      {
        by: "cleo",
        text: () =>
          [
            "# How we work",
            "",
            "- A task belongs to **one** person, who may ask everyone.",
            "- If the column is full, finish something first.",
          ].join("\n"),
      },
      {
        by: "bo",
        text: ({ person }) =>
          [
            "# How we work",
            "",
            "- A task belongs to **one** person, who may ask everyone.",
            "- What is *In progress* is on somebody's desk today. If the column is full, finish something first.",
            "- A task that waits for another says so, so that nobody begins it by mistake.",
            "",
            "## The week",
            "",
            "| Day | What |",
            "| --- | --- |",
            `| Monday | We look at *In review* together, ${person("cleo")} leads |`,
            "| Thursday | We close what is done |",
          ].join("\n"),
      },
    ],
  },
  {
    id: "words",
    title: "How we write",
    under: "work",
    drafts: [
      {
        by: "cleo",
        text: () =>
          [
            "Short words. One thought a sentence. A button says what it does:",
            "",
            "1. **Send the link**, not *OK*",
            "2. **Delete 3 tasks**, not *Are you sure?*",
            "",
            "> What went wrong, and what one can do about it. Nothing else belongs into an error.",
          ].join("\n"),
      },
    ],
  },
  {
    id: "launch",
    title: "Launch of the website",
    drafts: [
      {
        by: "you",
        text: ({ person, task, page }) =>
          [
            `We switch over once ${task("WEB", "front")} and ${task("WEB", "redirects")} are done. ${person("bo")} has the last word`,
            `on that, as ${page("work")} has it.`,
            "",
            "## The evening before",
            "",
            "- [x] Tell support",
            `- [ ] ${person("cleo")} freezes the old site`,
            "- [ ] Lower the DNS entry's lifetime to a minute",
            "",
            "## The switch",
            "",
            "```sh",
            "npm run deploy -- production",
            "curl -sI https://example.com | head -1",
            "```",
          ].join("\n"),
      },
    ],
  },
  {
    id: "minutes",
    title: "Minutes",
    under: "launch",
    drafts: [{ by: "cleo", text: () => "One page a meeting, the newest first." }],
  },
  {
    id: "minutes-monday",
    title: "Monday: who does what",
    under: "minutes",
    drafts: [
      {
        by: "cleo",
        text: ({ person, task }) =>
          [
            `- ${person("bo")} takes ${task("WEB", "speed")} after the front page.`,
            `- ${task("WEB", "help")} takes longer: half of *Billing* is out of date.`,
            `- ${person("you")} asks the customers about ${task("WEB", "cookies")}.`,
          ].join("\n"),
      },
    ],
  },
];

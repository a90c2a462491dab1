import { Laptop, Moon, Rows2, Rows3, Sun, Wind } from "lucide-react";
import type { Command } from "../../shortcuts/command.ts";
import { useCommands } from "../../shortcuts/use-command.ts";
import { density, motion, theme } from "./choices.ts";

const YOU = { group: "you", keywords: ["appearance", "look", "settings"] } as const;

const COMMANDS: readonly Command[] = [
  { ...YOU, id: "theme.system", words: "Theme: system", icon: Laptop, run: () => theme.set("system") },
  { ...YOU, id: "theme.light", words: "Theme: light", icon: Sun, run: () => theme.set("light") },
  { ...YOU, id: "theme.dark", words: "Theme: dark", icon: Moon, run: () => theme.set("dark") },
  {
    ...YOU,
    id: "density.comfortable",
    words: "Density: comfortable",
    icon: Rows2,
    run: () => density.set("comfortable"),
  },
  { ...YOU, id: "density.compact", words: "Density: compact", icon: Rows3, run: () => density.set("compact") },
  { ...YOU, id: "motion.system", words: "Motion: system", icon: Laptop, run: () => motion.set("system") },
  { ...YOU, id: "motion.reduced", words: "Motion: reduced", icon: Wind, run: () => motion.set("reduced") },
];

/** Lets the palette change how the app looks. */
export function AppearanceCommands() {
  useCommands(COMMANDS);
  return null;
}

import { useState } from "react";
import { Button } from "./button.tsx";

/** Copies `text`. Absent where the browser has no clipboard for us, as on plain http: show the text to select, too. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");
  // TypeScript takes it to be always there.
  if (!("clipboard" in navigator)) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  return (
    <Button size="sm" onClick={() => void copy()}>
      {outcome === "none" ? children : outcome === "copied" ? "Copied" : "Not allowed to copy"}
    </Button>
  );
}

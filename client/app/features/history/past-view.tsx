import { ChevronDown, ChevronUp } from "lucide-react";
import { useCallback, useState } from "react";
import { useAnnounce } from "../../design/announcer.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { usePersonColour } from "../../design/person-colours.ts";
import { useShortcut } from "../shortcuts/use-command.ts";
import type { MarkedNode } from "./diff/marked.ts";
import type { Showing } from "./showing.ts";
import { PastText } from "./view/past-text.tsx";

interface PastViewProps {
  nodes: readonly MarkedNode[];
  showing: Showing;
  label: string;
  nameOf: (user: string) => string;
}

/** A text of the past, and steps through what changed in it. */
export function PastView({ nodes, showing, label, nameOf }: PastViewProps) {
  const colourOf = usePersonColour();
  const announce = useAnnounce();
  const [groups, setGroups] = useState(0);
  const [at, setAt] = useState<{ nodes: readonly MarkedNode[]; step: number } | null>(null);
  const step = at?.nodes === nodes ? at.step : null;
  const go = (by: 1 | -1) => {
    if (groups === 0) return;
    const from = step ?? (by === 1 ? -1 : 0);
    const next = (from + by + groups) % groups;
    setAt({ nodes, step: next });
    announce(`Change ${next + 1} of ${groups}`);
  };
  useShortcut({ keys: "n", scope: "page", words: "Next change in the text", run: () => go(1), offered: "keys" });
  useShortcut({ keys: "b", scope: "page", words: "Change before in the text", run: () => go(-1), offered: "keys" });
  const { stop, against, marks, isEarlier } = showing;
  const authors = against === "before" && stop ? stop.by : [];
  const lone = authors.length === 1 ? authors[0]?.user : undefined;
  const onGroups = useCallback((count: number) => setGroups(count), []);
  return (
    <div className="grid gap-4">
      {marks === "shown" && against !== null ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-quiet">
          {authors.length > 0 ? (
            <ul aria-label="Who changed it" className="flex flex-wrap gap-x-3 gap-y-1">
              {authors.map(({ user }) => (
                <li key={user} className="inline-flex items-center gap-1.5">
                  <span className="size-2.5 rounded-full" style={{ background: colourOf(user) }} aria-hidden="true" />
                  <span dir="auto">{nameOf(user)}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {against === "before" ? null : (
            <span>
              {isEarlier
                ? "Struck through: here, and not in the later one."
                : "Struck through: in the earlier one only."}
            </span>
          )}
          <span className="ms-auto inline-flex items-center gap-1">
            <span>
              {groups === 0 ? "No change in the text" : step === null ? changes(groups) : `${step + 1} of ${groups}`}
            </span>
            <IconButton
              icon={ChevronUp}
              size="sm"
              label="Change before"
              shortcut="b"
              disabled={groups === 0}
              onClick={() => go(-1)}
            />
            <IconButton
              icon={ChevronDown}
              size="sm"
              label="Next change"
              shortcut="n"
              disabled={groups === 0}
              onClick={() => go(1)}
            />
          </span>
        </div>
      ) : null}
      <PastText
        nodes={nodes}
        label={label}
        colourOf={colourOf}
        nameOf={nameOf}
        lone={lone}
        step={step}
        onGroups={onGroups}
      />
    </div>
  );
}

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

import type { ReactNode } from "react";
import { MAX_COMMENT_LENGTH } from "../../../../durable-objects/workspace/board/limits.ts";
import { PRIORITIES, Priority } from "../../../../durable-objects/workspace/board/protocol.ts";
import { INPUT } from "../../design/field.tsx";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { DEED_NAMES, type Deed, type DeedType } from "./deeds.ts";
import { actionInWords } from "./rule-words.ts";
import { useRuleNames } from "./use-rule-names.ts";
import { Options } from "./when-choice.tsx";

interface DeedChoiceProps {
  /** Which step of the rule it is, from 1. */
  at: number;
  deed: Deed;
  onChange: (deed: Deed) => void;
}

/** Chooses one thing that a rule does. */
export function DeedChoice({ at, deed, onChange }: DeedChoiceProps) {
  const { columns, labels } = useBoardPage();
  const names = useRuleNames();
  if (deed.type === "other") {
    return <p className="flex-1 py-1.5">{actionInWords(deed.action, names)} (set by a program; kept as it is)</p>;
  }
  const first: Record<DeedType, Deed | null> = {
    move: firstOf(columns, (columnId) => ({ type: "move", columnId })),
    assign: { type: "assign", user: "creator" },
    unassign: { type: "unassign" },
    add_label: firstOf(labels, (labelId) => ({ type: "add_label", labelId })),
    remove_label: firstOf(labels, (labelId) => ({ type: "remove_label", labelId })),
    priority: { type: "priority", priority: "high" },
    clear_due: { type: "clear_due" },
    comment: { type: "comment", text: "" },
  };
  return (
    <div className="flex min-w-0 flex-1 flex-wrap gap-2">
      <select
        aria-label={`Step ${at}`}
        className={`${INPUT} w-auto! max-w-full pe-8`}
        value={deed.type}
        onChange={(event) => {
          const chosen = Object.entries(first).find(([type]) => type === event.target.value)?.[1];
          if (chosen) onChange(chosen);
        }}
      >
        {Object.entries(DEED_NAMES).map(([type, name]) => (
          <option key={type} value={type} disabled={Object.entries(first).some(([each, to]) => each === type && !to)}>
            {name}
          </option>
        ))}
      </select>
      <DeedObject at={at} deed={deed} onChange={onChange} />
    </div>
  );
}

function DeedObject({ at, deed, onChange }: DeedChoiceProps) {
  const { columns, labels, people } = useBoardPage();
  switch (deed.type) {
    case "move":
      return (
        <Choice at={at} value={deed.columnId} onChange={(columnId) => onChange({ type: "move", columnId })}>
          <Options of={columns} chosen={deed.columnId} />
        </Choice>
      );
    case "assign": {
      const members = new Map([...people.values()].map(({ user, name }) => [user, { id: user, name }]));
      return (
        <Choice at={at} value={deed.user} onChange={(user) => onChange({ type: "assign", user })}>
          <option value="creator">whoever made it</option>
          {deed.user === "creator" ? (
            [...members.values()].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))
          ) : (
            <Options of={members} chosen={deed.user} />
          )}
        </Choice>
      );
    }
    case "add_label":
    case "remove_label":
      return (
        <Choice at={at} value={deed.labelId} onChange={(labelId) => onChange({ type: deed.type, labelId })}>
          <Options of={labels} chosen={deed.labelId} />
        </Choice>
      );
    case "priority":
      return (
        <Choice
          at={at}
          value={deed.priority}
          onChange={(value) => onChange({ type: "priority", priority: Priority.parse(value) })}
        >
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {PRIORITY_NAMES[priority]}
            </option>
          ))}
        </Choice>
      );
    case "comment":
      return (
        <input
          aria-label={`Words of step ${at}`}
          className={`${INPUT} min-w-48 flex-1`}
          dir="auto"
          maxLength={MAX_COMMENT_LENGTH}
          placeholder="What is to be noted"
          value={deed.text}
          onChange={(event) => onChange({ type: "comment", text: event.target.value })}
        />
      );
    case "unassign":
    case "clear_due":
    case "other":
      return null;
  }
}

function Choice({
  at,
  value,
  onChange,
  children,
}: {
  at: number;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <select
      aria-label={`What of step ${at}`}
      className={`${INPUT} w-auto! max-w-full pe-8`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {children}
    </select>
  );
}

function firstOf(of: ReadonlyMap<string, unknown>, make: (id: string) => Deed): Deed | null {
  const [id] = of.keys();
  return id === undefined ? null : make(id);
}

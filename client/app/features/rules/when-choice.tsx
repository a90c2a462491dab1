import { RuleWhen } from "../../../../durable-objects/workspace/board/protocol.ts";
import { INPUT } from "../../design/field.tsx";
import { useBoardPage } from "../board/board-page.tsx";

const WHEN_NAMES: Record<RuleWhen["type"], string> = {
  created: "A task is made",
  moved_to: "A task comes into",
  due: "A task’s due date comes (at midnight UTC)",
  label_added: "A task gets the label",
};

/** Chooses what sets a rule off. */
export function WhenChoice({ when, onChange }: { when: RuleWhen; onChange: (when: RuleWhen) => void }) {
  const { columns, labels } = useBoardPage();
  const [column] = columns.keys();
  const [label] = labels.keys();
  const choose = (type: string) => {
    // Each names what is its own only, so just one of these is what it asks for.
    const named = [{}, { columnId: column }, { labelId: label }].map((about) => RuleWhen.safeParse({ type, ...about }));
    const chosen = named.find(({ success }) => success)?.data;
    if (chosen) onChange(chosen);
  };
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1 font-medium">When</legend>
      <div className="flex flex-wrap gap-2">
        <select
          aria-label="What sets the rule off"
          className={`${INPUT} w-auto! max-w-full pe-8`}
          value={when.type}
          onChange={(event) => choose(event.target.value)}
        >
          {Object.entries(WHEN_NAMES).map(([type, name]) => (
            <option key={type} value={type} disabled={type === "label_added" && labels.size === 0}>
              {name}
            </option>
          ))}
        </select>
        {when.type === "moved_to" ? (
          <select
            aria-label="Column"
            className={`${INPUT} w-auto! max-w-full pe-8`}
            value={when.columnId}
            onChange={(event) => onChange({ type: "moved_to", columnId: event.target.value })}
          >
            <Options of={columns} chosen={when.columnId} />
          </select>
        ) : null}
        {when.type === "label_added" ? (
          <select
            aria-label="Label"
            className={`${INPUT} w-auto! max-w-full pe-8`}
            value={when.labelId}
            onChange={(event) => onChange({ type: "label_added", labelId: event.target.value })}
          >
            <Options of={labels} chosen={when.labelId} />
          </select>
        ) : null}
      </div>
    </fieldset>
  );
}

/** What can be chosen, and what was chosen and is gone. */
export function Options({ of, chosen }: { of: ReadonlyMap<string, { id: string; name: string }>; chosen: string }) {
  return (
    <>
      {of.has(chosen) ? null : <option value={chosen}>(gone)</option>}
      {[...of.values()].map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}

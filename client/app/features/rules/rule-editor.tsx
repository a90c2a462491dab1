import { Plus, X } from "lucide-react";
import { useState } from "react";
import { MAX_PART_NAME_LENGTH, MAX_RULE_ACTIONS } from "../../../../durable-objects/workspace/board/limits.ts";
import { type Rule, RuleFields, type RuleWhen } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { DeedChoice } from "./deed-choice.tsx";
import { actionOf, type Deed, deedOf } from "./deeds.ts";
import { freeRuleName, ruleInWords, whenInWords } from "./rule-words.ts";
import { useRuleNames } from "./use-rule-names.ts";
import { WhenChoice } from "./when-choice.tsx";

interface Draft {
  name: string;
  when: RuleWhen;
  /** With a key of its own each, since two may be alike. */
  deeds: readonly { key: string; deed: Deed }[];
}

/** Makes a rule, or changes `rule`, as a sentence with gaps to choose in. */
export function RuleEditor({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const { project, columns } = useBoardPage();
  const { board, state } = useOpenBoard();
  const names = useRuleNames();
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [draft, setDraft] = useState<Draft>(() => draftOf(rule, [...columns.keys()].at(-1)));
  const actions = draft.deeds.map(({ deed }) => actionOf(deed));
  const words = ruleInWords({ when: draft.when, actions }, names);
  const setDeed = (key: string, deed: Deed) =>
    setDraft({ ...draft, deeds: draft.deeds.map((each) => (each.key === key ? { key, deed } : each)) });
  const save = async () => {
    const others = [...state.rules.values()].filter(({ id, archivedAt }) => id !== rule?.id && archivedAt === null);
    const set = RuleFields.safeParse({
      name: draft.name.trim() === "" ? freeRuleName(whenInWords(draft.when, names), others) : draft.name,
      enabled: rule?.enabled ?? true,
      when: draft.when,
      actions,
    });
    if (!set.success) return setProblem(problemOf(set.error.issues[0]?.path ?? []));
    setSaving(true);
    const outcome = await board.act(
      rule
        ? { type: "rule.update", part: rule.id, set: set.data }
        : { type: "rule.create", project: project.id, part: newKey(), set: set.data },
    );
    setSaving(false);
    if (outcome.ok) onClose();
    else setProblem(outcome.message);
  };
  return (
    <Dialog
      title={rule ? "Change the rule" : "New rule"}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={saving || draft.deeds.length === 0} onClick={() => void save()}>
            {rule ? "Save the rule" : "Make the rule"}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <WhenChoice when={draft.when} onChange={(when) => setDraft({ ...draft, when })} />
        <fieldset className="grid min-w-0 grid-cols-1 gap-2">
          <legend className="mb-1 font-medium">Then</legend>
          {draft.deeds.map(({ key, deed }, at) => (
            <div key={key} className="flex items-start gap-2">
              <DeedChoice at={at + 1} deed={deed} onChange={(changed) => setDeed(key, changed)} />
              <IconButton
                icon={X}
                label={`Take step ${at + 1} away`}
                disabled={draft.deeds.length === 1}
                onClick={() => setDraft({ ...draft, deeds: draft.deeds.filter((each) => each.key !== key) })}
              />
            </div>
          ))}
          {draft.deeds.length < MAX_RULE_ACTIONS ? (
            <div>
              <Button
                size="sm"
                look="quiet"
                onClick={() =>
                  setDraft({ ...draft, deeds: [...draft.deeds, { key: newKey(), deed: { type: "unassign" } }] })
                }
              >
                <Plus aria-hidden />
                And then
              </Button>
            </div>
          ) : null}
        </fieldset>
        <Field
          label="Name"
          hint="Stands in the activity of tasks. Without one, the rule is called after what sets it off."
          value={draft.name}
          maxLength={MAX_PART_NAME_LENGTH}
          autoComplete="off"
          error={problem}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <p className="rounded-lg bg-sunk px-3 py-2 wrap-anywhere" dir="auto">
          {words}
        </p>
      </div>
    </Dialog>
  );
}

function draftOf(rule: Rule | null, lastColumn: string | undefined): Draft {
  if (rule) {
    const deeds = rule.actions.map((action) => ({ key: newKey(), deed: deedOf(action) }));
    return { name: rule.name, when: rule.when, deeds };
  }
  const when: RuleWhen = lastColumn === undefined ? { type: "created" } : { type: "moved_to", columnId: lastColumn };
  return { name: "", when, deeds: [{ key: newKey(), deed: { type: "assign", user: "creator" } }] };
}

/** Only what is written can be wrong; the rest is chosen. */
function problemOf([part]: readonly PropertyKey[]): string {
  return part === "actions" ? "Write what is to be noted, or choose what is still open." : "Give it a shorter name.";
}

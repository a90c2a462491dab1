import { Pencil, Trash2, Zap } from "lucide-react";
import { useState } from "react";
import type { Rule } from "../../../../durable-objects/workspace/board/protocol.ts";
import { inOrder } from "../../../sdk/board/order.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Section } from "../../design/section.tsx";
import { Switch } from "../../design/switch.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { SortableList } from "../project-settings/sortable-list.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { ruleInWords } from "./rule-words.ts";
import { useRuleNames } from "./use-rule-names.ts";

/** The rules of a project in words, in the order in which they run. */
export function Rules() {
  const { act, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const rules = inOrder(state.rules.values()).filter(({ archivedAt }) => archivedAt === null);
  const make = (
    <Button look="primary" onClick={() => setEditing("new")}>
      New rule
    </Button>
  );
  return (
    <Section
      title="Automation"
      about="When something happens to a task, the board does the rest. What a rule did stands in the task’s activity, under the rule’s name."
    >
      {rules.length > 0 ? (
        <>
          <SortableList
            label="Rules"
            items={rules}
            onMove={mayWrite ? (part, to) => act({ type: "rule.move", part, ...to }) : undefined}
          >
            {(rule) => <RuleRow rule={rule} onEdit={() => setEditing(rule)} />}
          </SortableList>
          {mayWrite ? <div>{make}</div> : null}
        </>
      ) : (
        <EmptyState icon={Zap} title="No rules yet" action={mayWrite ? make : undefined}>
          For example: when a task comes into “Review”, assign it to whoever made it.
        </EmptyState>
      )}
      {editing ? <RuleEditor rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Section>
  );
}

function RuleRow({ rule, onEdit }: { rule: Rule; onEdit: () => void }) {
  const { act, mayWrite } = useBoardPage();
  const names = useRuleNames();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <div className="min-w-60 flex-1 py-1">
        <Switch
          label={rule.name}
          hint={ruleInWords(rule, names)}
          checked={rule.enabled}
          disabled={!mayWrite}
          onChange={(enabled) => act({ type: "rule.update", part: rule.id, set: { enabled } })}
        />
      </div>
      {mayWrite ? (
        <>
          <IconButton size="sm" icon={Pencil} label={`Change ${rule.name}`} onClick={onEdit} />
          <IconButton size="sm" icon={Trash2} label={`Delete ${rule.name}`} onClick={() => setDeleting(true)} />
        </>
      ) : null}
      {deleting ? (
        <Confirm
          title={`Delete “${rule.name}”?`}
          confirm="Delete the rule"
          onConfirm={() => {
            setDeleting(false);
            act({ type: "rule.delete", part: rule.id });
          }}
          onCancel={() => setDeleting(false)}
        >
          <p>It stops at once. What it did so far stays.</p>
        </Confirm>
      ) : null}
    </>
  );
}

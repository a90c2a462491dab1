import { useCallback, useState } from "react";
import { MAX_RETENTION_DAYS } from "../../../../../durable-objects/workspace/conversations/limits.ts";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { useAct } from "../../../design/act.ts";
import { Button } from "../../../design/button.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { Field, SelectField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { ask, useWorkspace } from "../../workspace/workspace.tsx";

/** For how many days messages may be kept, besides any other number and for ever. */
const USUAL = [7, 30, 90, 365] as const;
const FOR_EVER = "ever";
const OTHER = "other";

interface RetentionProps {
  conversation: Conversation;
  editable: boolean;
}

/** For how long messages are kept; fewer days than before are asked about, for what is older is gone then. */
export function Retention({ conversation: { id, retentionDays }, editable }: RetentionProps) {
  const { room } = useWorkspace();
  const [typed, setTyped] = useState<string | null>(null);
  const [asking, setAsking] = useState<number | null>(null);
  const act = useAct(
    useCallback(
      async (days: number | null) => {
        await ask(room, { type: "conversation.change", conversation: id, set: { retentionDays: days } });
        setTyped(null);
      },
      [room, id],
    ),
  );
  if (!editable) return <p>{inWords(retentionDays)}</p>;
  const want = (days: number | null) => {
    const shorter = days !== null && (retentionDays === null || days < retentionDays);
    if (shorter) setAsking(days);
    else void act.run(days);
  };
  const known: readonly (number | null)[] = [null, ...USUAL];
  const isOther = typed !== null || !known.includes(retentionDays);
  const other = typed ?? String(retentionDays ?? "");
  const days = Number(other);
  const isWhole = Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS;
  return (
    <div className="grid grid-cols-1 gap-3">
      <SelectField
        label="Messages are kept"
        value={isOther ? OTHER : retentionDays === null ? FOR_EVER : String(retentionDays)}
        disabled={act.busy}
        onChange={({ target: { value } }) => {
          if (value === OTHER) setTyped("");
          else {
            setTyped(null);
            want(value === FOR_EVER ? null : Number(value));
          }
        }}
      >
        <option value={FOR_EVER}>For ever</option>
        {USUAL.map((each) => (
          <option key={each} value={each}>
            For {each} days
          </option>
        ))}
        <option value={OTHER}>For another number of days…</option>
      </SelectField>
      {isOther ? (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole) want(days);
          }}
        >
          <Field
            label="Days"
            type="number"
            min={1}
            max={MAX_RETENTION_DAYS}
            required
            value={other}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit" disabled={act.busy || !isWhole || days === retentionDays}>
            Save
          </Button>
        </form>
      ) : null}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      {asking === null ? null : (
        <Confirm
          title={`Keep messages for ${asking} days?`}
          confirm="Delete what is older"
          onConfirm={() => {
            setAsking(null);
            void act.run(asking);
          }}
          onCancel={() => setAsking(null)}
        >
          <p>Messages and files older than that are deleted for everyone, from now on and for good.</p>
        </Confirm>
      )}
    </div>
  );
}

function inWords(days: number | null): string {
  if (days === null) return "Messages are kept for ever.";
  return `Messages are kept for ${days === 1 ? "a day" : `${days} days`}, and then deleted.`;
}

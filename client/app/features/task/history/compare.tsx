import { clsx } from "clsx";
import { RotateCcw } from "lucide-react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { useFieldWords } from "./field-words.tsx";
import { type TaskThen, thenOf } from "./moments.ts";
import { differingFields, type FieldName, RESTORED } from "./restoring.ts";

interface CompareProps {
  then: TaskThen;
  now: Task;
  /** Whether something of a field can come back. */
  restorable: (name: FieldName) => boolean;
  /** Null for whoever may not change the task. */
  onRestore: ((name: FieldName) => void) | null;
}

/** A task as it was beside what it is: every field that has a value at either time. */
export function Compare({ then, now, restorable, onRestore }: CompareProps) {
  const { nameOf, wordsOf } = useFieldWords();
  const present = thenOf(now);
  const differ = new Set(differingFields(then, now));
  const custom = new Set([...Object.keys(then.fields), ...Object.keys(now.fields)]);
  const all: FieldName[] = [...RESTORED, ...[...custom].map((id) => `fields.${id}` as const)];
  const shown = all.filter((name) => wordsOf(then, name) !== null || wordsOf(present, name) !== null);
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="unseen">The task as it was then, and as it is now</caption>
      <thead>
        <tr className="border-b border-line text-start text-xs text-quiet">
          <th scope="col" className="w-24 py-1.5 text-start font-medium">
            Field
          </th>
          <th scope="col" className="py-1.5 text-start font-medium">
            Then
          </th>
          <th scope="col" className="py-1.5 text-start font-medium">
            Now
          </th>
          <th scope="col" className="w-22 max-md:w-12">
            <span className="unseen">Bring back</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((name) => (
          <tr key={name} className={clsx("border-b border-line align-top", differ.has(name) || "text-quiet")}>
            <th scope="row" className="py-2 pe-2 text-start font-normal text-quiet">
              {nameOf(name)}
            </th>
            <td className="py-2 pe-3" dir="auto">
              {differ.has(name) ? (
                <span className="rounded-sm bg-accent-soft box-decoration-clone px-1 py-0.5">
                  {wordsOf(then, name) ?? "None"}
                </span>
              ) : (
                (wordsOf(then, name) ?? "None")
              )}
            </td>
            <td className="py-2 pe-3" dir="auto">
              {differ.has(name) ? (wordsOf(present, name) ?? "None") : "The same"}
            </td>
            <td className="py-1 text-end">
              {differ.has(name) && onRestore && restorable(name) ? (
                <Button
                  size="sm"
                  look="quiet"
                  aria-label={`Bring back the ${nameOf(name).toLowerCase()} of then`}
                  onClick={() => onRestore(name)}
                >
                  <RotateCcw aria-hidden /> <span className="max-md:hidden">Restore</span>
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

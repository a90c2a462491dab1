import { ListTree, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { CheckItem, Task, TaskSet } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../../sdk/id.ts";
import { useAnnounce } from "../../../design/announcer.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { SortableRow } from "../../../design/sortable-row.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { CHECK_ITEM_LENGTH, TITLE_LENGTH } from "../lengths.ts";
import { EntryForm } from "./entry-form.tsx";
import { ENTRY_ROW, ListSection } from "./list-section.tsx";
import { behindAfterStep, behindBeside } from "./sequence.ts";

interface ChecklistProps {
  task: Task;
  set: (fields: TaskSet) => void;
}

/** Small steps of a task. Each is changed by its id, so two people may work on one list. */
export function Checklist({ task, set }: ChecklistProps) {
  const { mayWrite } = useBoardPage();
  const announce = useAnnounce();
  const { checklist } = task;
  const done = checklist.filter((item) => item.done).length;
  if (!mayWrite && checklist.length === 0) return null;
  const ids = checklist.map(({ id }) => id);
  const putBehind = (item: CheckItem, after: string | null | undefined) => {
    if (after === undefined) return announce(`${item.text} is at the end already.`);
    set({ checklist: [{ id: item.id, after }] });
    const others = ids.filter((id) => id !== item.id);
    announce(`${item.text}: place ${after === null ? 1 : others.indexOf(after) + 2} of ${ids.length}`);
  };
  return (
    <ListSection title="Checklist" progress={{ done, of: checklist.length }}>
      <ul>
        {checklist.map((item) => (
          <SortableRow
            handle="near"
            className={ENTRY_ROW}
            key={item.id}
            list={`checklist ${task.id}`}
            id={item.id}
            name={item.text}
            onPlace={
              mayWrite
                ? (row, edge) => {
                    const moved = checklist.find(({ id }) => id === row);
                    if (moved) putBehind(moved, behindBeside(ids, row, item.id, edge));
                  }
                : null
            }
            onStep={(by) => putBehind(item, behindAfterStep(ids, item.id, by))}
          >
            <CheckRow task={task} item={item} set={set} />
          </SortableRow>
        ))}
      </ul>
      <EntryForm
        task={task.id}
        field="checklist"
        what="an item of the checklist"
        label="New item of the checklist"
        placeholder="Add an item"
        maxLength={CHECK_ITEM_LENGTH}
        onAdd={(texts) => set({ checklist: texts.map((text) => ({ id: newKey(), text })) })}
      />
    </ListSection>
  );
}

function CheckRow({ task, item, set }: ChecklistProps & { item: CheckItem }) {
  const { project, mayWrite } = useBoardPage();
  const { board } = useOpenBoard();
  const makeTask = () => {
    const made = { title: item.text.slice(0, TITLE_LENGTH), parentId: task.id };
    const { columnId } = task;
    void board.actTogether(
      [
        { type: "task.create", project: project.id, task: newKey(), columnId, set: made },
        { type: "task.update", task: task.id, set: { checklist: [{ id: item.id, gone: true }] } },
      ],
      `Make a sub-task of “${item.text}”`,
    );
  };
  return (
    <>
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent pointer-coarse:size-6"
        aria-label={item.text}
        checked={item.done}
        disabled={!mayWrite}
        onChange={(event) => set({ checklist: [{ id: item.id, done: event.target.checked }] })}
      />
      {mayWrite ? (
        <ItemText item={item} onText={(text) => set({ checklist: [{ id: item.id, text }] })} />
      ) : (
        <span className={item.done ? "text-quiet line-through" : undefined} dir="auto">
          {item.text}
        </span>
      )}
      {mayWrite ? (
        <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          {task.parentId === null ? (
            <IconButton size="sm" icon={ListTree} label={`Make “${item.text}” a sub-task`} onClick={makeTask} />
          ) : null}
          <IconButton
            size="sm"
            icon={X}
            label={`Remove “${item.text}”`}
            onClick={() => set({ checklist: [{ id: item.id, gone: true }] })}
          />
        </span>
      ) : null}
    </>
  );
}

/** The text of an item, written over where it stands. What another makes of it meanwhile waits until one is done. */
function ItemText({ item, onText }: { item: CheckItem; onText: (text: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const take = () => {
    const text = draft?.trim();
    if (text && text !== item.text) onText(text);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key !== "Escape" || draft === null) return;
    event.preventDefault();
    event.stopPropagation();
    setDraft(null);
  };
  return (
    <input
      className={`min-h-7 min-w-0 flex-1 rounded-sm bg-transparent px-1 text-ellipsis ${item.done ? "text-quiet line-through" : ""}`}
      aria-label={`Text of ${item.text}`}
      value={draft ?? item.text}
      maxLength={CHECK_ITEM_LENGTH}
      dir="auto"
      onChange={(event) => setDraft(event.target.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}

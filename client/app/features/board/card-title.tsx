import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { AvatarStack } from "../../design/avatar.tsx";
import { focusOnce } from "../../design/focus.ts";
import { useSelection } from "../selection/use-selection.tsx";
import { useBoardPage } from "./board-page.tsx";
import { usePart } from "./part.ts";
import { type CardName, laneAt, spotOf } from "./spots.ts";
import { useStage } from "./stage.tsx";

interface CardTitleProps {
  task: Task;
  row: string;
  tabStop: boolean;
}

/** A task's key and title, which open it; or where its title is written. */
export function CardTitle({ task, row, tabStop }: CardTitleProps) {
  const { addressOf, mayWrite } = useBoardPage();
  const stage = useStage();
  const selection = useSelection();
  const writing = usePart(stage.renaming, (now) => (now?.task === task.id && now.row === row ? now.title : null));
  const card: CardName = { task: task.id, row };
  const onClick = (event: MouseEvent) => {
    const { grid } = stage.layout;
    const among = event.ctrlKey || event.metaKey;
    if (!event.shiftKey && !among) return;
    event.preventDefault();
    const spot = spotOf(grid, card);
    if (event.shiftKey && spot) {
      selection.range(
        task.id,
        laneAt(grid, spot).map(({ id }) => id),
      );
    } else selection.toggle(task.id);
  };
  return (
    <div className="grid gap-0.5">
      <div className="flex min-h-5 items-center justify-between gap-2 pointer-coarse:pe-8">
        <span className="text-xs text-quiet tabular-nums" aria-hidden>
          {task.key}
        </span>
        <CardPeople assignees={task.assignees} />
      </div>
      {writing === null ? (
        <Link
          {...addressOf(task)}
          className="card-open text-ink no-underline outline-none after:absolute after:inset-0 after:rounded-lg"
          draggable={false}
          preload={false}
          tabIndex={tabStop ? 0 : -1}
          onFocus={() => stage.focused.set(card)}
          onClick={onClick}
          aria-describedby={mayWrite ? "board-keys" : undefined}
        >
          <span className="unseen">{task.key} </span>
          <span className="card-title line-clamp-5 text-base wrap-anywhere" dir="auto">
            {task.title}
          </span>
        </Link>
      ) : (
        <Renaming task={task} card={card} title={writing} />
      )}
    </div>
  );
}

/** Who a task is assigned to. */
function CardPeople({ assignees }: { assignees: readonly string[] }) {
  const { people } = useBoardPage();
  if (assignees.length === 0) return null;
  const named = assignees.map((user) => ({ user, name: people.get(user)?.name ?? "A former member" }));
  return (
    <span className="relative">
      <AvatarStack people={named} max={4} size="sm" />
    </span>
  );
}

/** Where a title is written on its card. What is written outlives the card: it may be moved by someone else meanwhile. */
function Renaming({ task, card, title }: { task: Task; card: CardName; title: string }) {
  const { act, setTyping, announce } = useBoardPage();
  const stage = useStage();
  const done = useRef(false);
  // A field that is taken away, with a card that is archived or goes elsewhere, is not left before.
  useEffect(() => () => setTyping(null), [setTyping]);
  const end = () => {
    done.current = true;
    stage.renaming.set(null);
    setTyping(null);
  };
  const save = () => {
    if (done.current) return;
    end();
    const words = title.replaceAll(/\s+/g, " ").trim();
    if (words === "" || words === task.title) return;
    act({ type: "task.update", task: task.id, set: { title: words } });
    announce(`${task.key} is now called ${words}.`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") save();
    else end();
    stage.focus(card);
  };
  return (
    <textarea
      ref={focusOnce}
      className="relative z-1 -mx-1 field-sizing-content min-h-7 resize-none rounded-md border border-line-strong bg-paper px-1 text-base wrap-anywhere"
      aria-label={`Title of ${task.key}`}
      dir="auto"
      rows={1}
      maxLength={255}
      value={title}
      onChange={(event) => {
        stage.renaming.set({ ...card, title: event.target.value });
        setTyping({ task: task.id, field: "title" });
      }}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => {
        // Leaving the board with its card is no leaving of the field.
        queueMicrotask(() => currentTarget.isConnected && save());
      }}
    />
  );
}

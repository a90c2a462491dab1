import { type ReactNode, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCopying } from "../../design/copying.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useToast } from "../../design/toasts.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useTaskUrl } from "../board/task-url.ts";
import { useDuplicating } from "./duplicating.ts";
import { useLeave } from "./leaving.ts";
import { MoveDialog } from "./move-dialog.tsx";

/** What can be done with a task as a whole, from its menu, by keys and from the palette. */
export interface TaskDeeds {
  task: Task;
  copyLink: () => void;
  copyKey: () => void;
  toggleFollowing: () => void;
  duplicate: () => void;
  askToMove: () => void;
  archive: () => void;
  askToDelete: () => void;
  /** What is asked before some of it is done, to be shown. */
  question: ReactNode;
}

/** Answers what can be done with the task that is open. */
export function useTaskDeeds(task: Task): TaskDeeds {
  const { act } = useBoardPage();
  const { board } = useOpenBoard();
  const { me } = useSignedIn();
  const [asking, setAsking] = useState<"move" | "delete" | null>(null);
  const urlOf = useTaskUrl();
  const copy = useCopying();
  const duplicate = useDuplicating();
  const leave = useLeave();
  const tell = useToast();
  const close = () => setAsking(null);
  const archive = () => {
    leave();
    const run = () => void board.act({ type: "task.restore", tasks: [task.id] });
    void board.act({ type: "task.archive", tasks: [task.id] }).then(({ ok }) => {
      if (ok) tell({ words: `${task.key} was archived.`, action: { label: "Bring it back", run } });
    });
  };
  const remove = () => {
    close();
    leave();
    act({ type: "task.delete", tasks: [task.id] });
  };
  const question =
    asking === "move" ? (
      <MoveDialog task={task} onClose={close} />
    ) : asking === "delete" ? (
      <Confirm title={`Delete ${task.key}?`} confirm="Delete for ever" onConfirm={remove} onCancel={close}>
        <p dir="auto">“{task.title}” and its description are deleted for everyone; its sub-tasks stay.</p>
        <p>This cannot be undone. Archiving it can.</p>
      </Confirm>
    ) : null;
  return {
    task,
    copyLink: () => copy(urlOf(task), "The link"),
    copyKey: () => copy(task.key, "The key"),
    toggleFollowing: () =>
      act({ type: task.followers.includes(me.id) ? "task.unfollow" : "task.follow", task: task.id }),
    duplicate: () => void duplicate(task),
    askToMove: () => setAsking("move"),
    archive,
    askToDelete: () => setAsking("delete"),
    question,
  };
}

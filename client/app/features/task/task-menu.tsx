import { useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { Icon } from "../../design/icon.tsx";
import { Popover } from "../../design/popover.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";

/** What can be done with a task as a whole. `onGone` is called when it leaves the board. */
export function TaskMenu({ task, onGone }: { task: Task; onGone: () => void }) {
  const { mayWrite, act } = useBoardPage();
  const { me } = useSignedIn();
  const [deleting, setDeleting] = useState(false);
  const follows = task.followers.includes(me.id);
  const archive = () => {
    act({ type: "task.archive", tasks: [task.id] });
    onGone();
  };
  const remove = () => {
    setDeleting(false);
    act({ type: "task.delete", tasks: [task.id] });
    onGone();
  };
  return (
    <>
      <Popover label={`More of ${task.key}`} buttonClass="icon-button" button={<Icon name="more" />}>
        {(close) => (
          <ul className="popover-list">
            <li>
              <button
                type="button"
                className="popover-item"
                onClick={() => {
                  close();
                  act({ type: follows ? "task.unfollow" : "task.follow", task: task.id });
                }}
              >
                {follows ? "Follow no more" : "Follow"}
              </button>
            </li>
            {mayWrite ? (
              <>
                <li>
                  <button type="button" className="popover-item" onClick={archive}>
                    Archive
                  </button>
                </li>
                <li>
                  <button
                    type="button"
                    className="popover-item popover-danger"
                    onClick={() => {
                      close();
                      setDeleting(true);
                    }}
                  >
                    Delete…
                  </button>
                </li>
              </>
            ) : null}
          </ul>
        )}
      </Popover>
      {deleting ? (
        <Confirm
          title={`Delete ${task.key}?`}
          confirm="Delete for ever"
          onConfirm={remove}
          onCancel={() => setDeleting(false)}
        >
          <p>The task and its description are deleted for everyone. This cannot be undone; archiving it can.</p>
        </Confirm>
      ) : null}
    </>
  );
}

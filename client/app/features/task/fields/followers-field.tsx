import { Bell, BellOff } from "lucide-react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { AvatarStack } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { Face } from "../../../design/face.tsx";
import { Popover } from "../../../design/popover.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { FieldButton, FieldRow, Nothing } from "./field-row.tsx";

/** Who hears of what becomes of it; whoever reads a task may. */
export function FollowersField({ task }: { task: Task }) {
  const { people, act } = useBoardPage();
  const { me } = useSignedIn();
  const followers = task.followers.map((user) => ({ user, name: people.get(user)?.name ?? "A former member" }));
  const follows = task.followers.includes(me.id);
  const toggle = () => act({ type: follows ? "task.unfollow" : "task.follow", task: task.id });
  return (
    <FieldRow label="Followers">
      {({ id, ...control }) => (
        <Popover
          label="Followers"
          trigger={
            <FieldButton id={id} {...control}>
              {followers.length === 0 ? (
                <Nothing>Nobody</Nothing>
              ) : (
                <AvatarStack people={followers} size="sm" max={5} />
              )}
            </FieldButton>
          }
        >
          {() => (
            <div className="grid gap-2">
              <ul className="grid max-h-60 gap-1 overflow-y-auto">
                {followers.map(({ user, name }) => (
                  <li key={user} className="flex items-center gap-2 text-sm">
                    <Face user={user} name={name} />
                    <span dir="auto">{user === me.id ? `${name} (you)` : name}</span>
                  </li>
                ))}
              </ul>
              <Button size="sm" onClick={toggle}>
                {follows ? <BellOff aria-hidden /> : <Bell aria-hidden />}
                {follows ? "Follow no more" : "Follow"}
              </Button>
            </div>
          )}
        </Popover>
      )}
    </FieldRow>
  );
}

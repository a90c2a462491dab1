import { RoomError } from "../../../room/errors.ts";
import { MAX_FOLLOWERS } from "../limits.ts";
import type { BoardWriting } from "../writing.ts";
import { introduce } from "./company.ts";
import type { TaskRow } from "./store.ts";

/** Makes a user follow a task. @throws RoomError `limit_reached` */
export function followTask(writing: BoardWriting, row: TaskRow, user: string): void {
  const { followers, projectId } = row.task;
  if (followers.includes(user)) return;
  if (followers.length >= MAX_FOLLOWERS) {
    throw new RoomError("limit_reached", `A task has at most ${MAX_FOLLOWERS} followers.`);
  }
  introduce(writing, projectId, [user]);
  writing.setTask(row, { followers: [...followers, user] });
}

/** Makes a user follow a task no longer, whoever they are to it. */
export function unfollowTask(writing: BoardWriting, row: TaskRow, user: string): void {
  writing.setTask(row, { followers: row.task.followers.filter((each) => each !== user) });
}

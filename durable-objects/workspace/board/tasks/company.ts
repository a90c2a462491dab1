import { projectGrant } from "../projects/grant.ts";
import type { BoardWriting } from "../writing.ts";

/** Lets guests of a project know of people who are part of it from now on. Whoever is no member is passed. */
export function introduce(writing: BoardWriting, project: string, users: Iterable<string | null>): void {
  for (const user of new Set(users)) {
    const member = user === null ? undefined : writing.stores.members.find(user);
    if (member) writing.change.enter(member, projectGrant(project));
  }
}

/** The channel that every workspace has, and everyone in it but guests belongs to. */
import { newId } from "../../room/id.ts";
import type { Stores } from "../store/stores.ts";
import { keyOfChannel } from "./keys.ts";
import type { NewRow } from "./store.ts";

/** The job that makes it where a workspace is older than conversations are. */
export const GENERAL_JOB = "general";

const GENERAL = { name: "general", topic: "For everyone here" };

/** Whether this workspace, which was founded, is without it. */
export function lacksGeneral({ workspace, conversations }: Stores): boolean {
  return workspace.find() !== undefined && conversations.ofEveryone().length === 0;
}

/** What it would be, as `user` makes it at `now`. A channel that took its name before keeps that. */
export function planGeneral({ conversations, members }: Stores, user: string, now: number): NewRow {
  let name = GENERAL.name;
  for (let number = 2; conversations.findByKey(keyOfChannel(name)); number += 1) name = `${GENERAL.name}-${number}`;
  const here = members.all().flatMap((each) => (each.role === "guest" ? [] : [each.user]));
  return {
    row: {
      ...{ ...GENERAL, id: newId(), kind: "channel", name, key: keyOfChannel(name), everyone: true },
      ...{ createdAt: now, createdBy: user, archivedAt: null, retentionDays: null },
    },
    // Before the workspace has members, whoever founds it will be the first.
    members: here.length > 0 ? here : [user],
  };
}

/** In whose name it is made for a workspace that is there already: the owner's who was there first. */
export function maintainerOf({ members }: Stores): string | undefined {
  const owners = members.all().filter(({ role }) => role === "owner");
  return owners.sort((one, other) => one.joinedAt - other.joinedAt)[0]?.user;
}

/** Where in the store files lie. */
import type { NewFile } from "../data/files.ts";

/** The key of a file's bytes: those that one attempt to upload it has written. */
export function keyOf({ id, user, place, attempt }: Pick<NewFile, "id" | "user" | "place" | "attempt">): string {
  return place.collection === "avatars"
    ? `avatars/${user}/${id}/${attempt}`
    : `uploads/${place.workspace}/${place.conversation}/${id}/${attempt}`;
}

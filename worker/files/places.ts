/** Where in the store each kind of file lies. */
import type { FilePlace } from "../data/files.ts";

/** The key of a file of a conversation. */
export function uploadKey(workspace: string, conversation: string, id: string): string {
  return `uploads/${workspace}/${conversation}/${id}`;
}

/** The key of a user's picture. */
function avatarKey(user: string, id: string): string {
  return `avatars/${user}/${id}`;
}

/** The key of a file, wherever it belongs. */
export function keyOf({ id, user, place }: { id: string; user: string; place: FilePlace }): string {
  return place.collection === "avatars" ? avatarKey(user, id) : uploadKey(place.workspace, place.conversation, id);
}

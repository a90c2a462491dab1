/** Where in the store each kind of file lies. */

/** The key of a file of a conversation. */
export function uploadKey(workspace: string, conversation: string, id: string): string {
  return `${uploadsOf(workspace, conversation)}${id}`;
}

/** What the keys of all files of a conversation begin with. */
export function uploadsOf(workspace: string, conversation: string): string {
  return `uploads/${workspace}/${conversation}/`;
}

/** The key of a user's picture. */
export function avatarKey(user: string, id: string): string {
  return `avatars/${user}/${id}`;
}

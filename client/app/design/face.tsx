import { Avatar } from "./avatar.tsx";

/** A person's disc where their name stands beside it, and so is heard once only. */
export function Face({ user, name }: { user: string; name: string }) {
  return (
    <span aria-hidden className="inline-grid">
      <Avatar user={user} name={name} size="sm" />
    </span>
  );
}

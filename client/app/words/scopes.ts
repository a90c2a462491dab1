import type { KeyScope } from "../../sdk/api/keys.ts";

const SCOPES: Record<KeyScope, { name: string; meaning: string }> = {
  read: { name: "Read", meaning: "See all that you can see." },
  write: { name: "Write", meaning: "Change tasks, pages and projects as you can." },
  admin: { name: "Administer", meaning: "Manage members, invitations and the workspace, and delete." },
};

/** What a scope is called, and what a key with it may do. */
export function scopeInWords(scope: KeyScope): { name: string; meaning: string } {
  return SCOPES[scope];
}

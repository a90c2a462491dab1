import type { PreferencesChange } from "../../../../../durable-objects/inbox/protocol.ts";
import { useOwnInbox } from "../own-inbox.ts";
import { useAsked } from "../use-asked.ts";

/** Answers what sets preferences: shown at once, and told in passing where it is refused. */
export function useSetting(): (set: PreferencesChange) => void {
  const { inbox } = useOwnInbox();
  const asked = useAsked();
  return (set) => asked(inbox?.setPreferences(set));
}

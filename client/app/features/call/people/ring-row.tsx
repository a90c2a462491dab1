import type { Ring } from "../../../../../durable-objects/call/protocol.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { useShownCall } from "../open-call.tsx";
import { PersonName } from "./person-name.tsx";
import { useRinging } from "./use-ringing.ts";

const WORDS = {
  ringing: "Rings…",
  declined: "Does not come now",
  missed: "Did not answer",
  answered: "Comes",
  cancelled: "Not called any more",
} as const satisfies Record<Ring["state"], string>;

/** One who was called to come, and what became of that. */
export function RingRow({ ring: { user, name, state } }: { ring: Ring }) {
  const { me } = useShownCall().state;
  const { ring, isBusy } = useRinging();
  const mayAgain = me !== null && (state === "missed" || state === "declined");
  return (
    <li className="flex min-h-10 items-center gap-2">
      <span aria-hidden className="inline-grid">
        <Avatar user={user} name={name} />
      </span>
      <span className="grid min-w-0 flex-1">
        <PersonName name={name} />
        <span className="text-xs text-quiet">{WORDS[state]}</span>
      </span>
      {mayAgain ? (
        <Button size="sm" disabled={isBusy} aria-label={`Call ${name} again`} onClick={() => ring([user])}>
          Call again
        </Button>
      ) : null}
    </li>
  );
}

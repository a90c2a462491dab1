import type { Knock } from "../../../../../durable-objects/call/protocol.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";
import { PersonName } from "./person-name.tsx";

/** One who waits to be let in, and the answer to that. */
export function KnockRow({ knock: { user, name, guest } }: { knock: Knock }) {
  const { session } = useShownCall();
  const act = useCallAct();
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-2">
      <span aria-hidden className="inline-grid">
        <Avatar user={user} name={name} />
      </span>
      <span className="min-w-0 flex-1">
        <PersonName name={name} />
      </span>
      {guest ? <Chip>Guest</Chip> : null}
      <Button size="sm" aria-label={`Refuse ${name}`} onClick={() => act(session.refuse(user))}>
        Refuse
      </Button>
      <Button size="sm" look="primary" aria-label={`Let ${name} in`} onClick={() => act(session.admit(user))}>
        Let in
      </Button>
    </li>
  );
}

import { Link } from "@tanstack/react-router";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { AvatarStack } from "../../design/avatar.tsx";
import { buttonClass } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { lengthInWords } from "../../words/calls.ts";
import { inARow } from "../../words/in-a-row.ts";
import { useNameOf } from "../channels/use-name-of.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { CallMenu } from "./call-menu.tsx";
import { useCallName } from "./call-names.ts";
import { CallRow } from "./call-row.tsx";
import { useMinute } from "./use-minute.ts";

/** As many faces and names as are told of who is in a call. */
const FACES = 6;
const NAMES = 3;

/** A call that goes on: who is in it, for how long, and the way in. */
export function LiveCall({ call }: { call: Call }) {
  const { id: workspace, state } = useWorkspace();
  const nameOf = useNameOf();
  const name = useCallName(call);
  const now = useMinute();
  const { users, count } = call.here;
  const people = users.map((user) => ({ user, name: nameOf(user) }));
  const isIn = users.includes(state.reader);
  return (
    <CallRow
      call={call}
      name={name}
      mark={<Chip tone="good">Live</Chip>}
      time={call.startedAt === null ? "Nobody is in it yet" : `For ${lengthInWords(now - call.startedAt)}`}
      people={
        count === 0 ? null : (
          <span className="flex flex-wrap items-center gap-2 text-sm">
            <AvatarStack people={people} max={FACES} size="sm" />
            <span dir="auto">{hereInWords(people, count)}</span>
          </span>
        )
      }
      acts={
        <>
          <Link
            to="/w/$workspace/calls/$call"
            params={{ workspace, call: call.id }}
            className={buttonClass({ size: "sm", look: "primary" })}
            aria-label={`${isIn ? "Back to" : "Join"} ${name}`}
          >
            {isIn ? "Back to it" : "Join"}
          </Link>
          <CallMenu call={call} name={name} />
        </>
      }
    />
  );
}

/** Who is in it: a few by name, and how many more. */
function hereInWords(people: readonly { name: string }[], count: number): string {
  const named = people.slice(0, NAMES).map(({ name }) => name);
  const more = count - named.length;
  return inARow(more > 0 ? [...named, `${more} more`] : named);
}

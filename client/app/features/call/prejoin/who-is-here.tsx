import type { CallState } from "../../../../sdk/call/state.ts";
import { AvatarStack } from "../../../design/avatar.tsx";
import { peopleInWords } from "../../../words/calls.ts";
import { inARow } from "../../../words/in-a-row.ts";
import { useCalls } from "../../calls/use-calls.ts";
import { useNameOf } from "../../channels/use-name-of.ts";

/** As many are named. */
const NAMED = 3;

/** Who is in the call already, as far as one may know before one is in it oneself. */
export function WhoIsHere({ state }: { state: CallState }) {
  const nameOf = useNameOf();
  const { call, peers } = state;
  const calls = useCalls();
  const { here } = calls?.find(({ id }) => id === call.id) ?? call;
  const people =
    peers.length > 0
      ? [...new Map(peers.map(({ user, name }) => [user, { user, name }])).values()]
      : here.users.map((user) => ({ user, name: nameOf(user) }));
  const count = Math.max(people.length, peers.length > 0 ? 0 : here.count);
  if (count === 0) return <p className="text-quiet">Nobody is in it yet.</p>;
  return (
    <div className="flex items-center gap-2.5">
      <AvatarStack people={people} />
      <p className="min-w-0 text-quiet" dir="auto">
        {inWords(people, count)}
      </p>
    </div>
  );
}

function inWords(people: readonly { name: string }[], count: number): string {
  const named = people.slice(0, NAMED).map(({ name }) => name);
  const verb = count === 1 ? "is" : "are";
  // Guests who were not let in yet are told how many are in it, and not who.
  if (named.length === 0) return `${peopleInWords(count)} ${verb} in it.`;
  const more = count - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return `${inARow(all)} ${verb} in it.`;
}

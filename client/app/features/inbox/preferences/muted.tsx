import type { Mute } from "../../../../../durable-objects/inbox/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { inARow } from "../../../words/in-a-row.ts";
import { useOwnInbox } from "../own-inbox.ts";
import { useAsked } from "../use-asked.ts";

/** What one has muted in all: each is unmuted where it is, or here all at once. */
export function Muted({ mutes }: { mutes: readonly Mute[] }) {
  const { inbox } = useOwnInbox();
  const asked = useAsked();
  if (mutes.length === 0) {
    return <p className="text-quiet">Nothing. Conversations, tasks and pages can be muted where they are.</p>;
  }
  return (
    <div className="grid grid-cols-1 justify-items-start gap-3">
      <p>{inWords(mutes)} Each can be heard again where it is.</p>
      <Button
        onClick={() => {
          for (const { thing } of mutes) asked(inbox?.unmute(thing));
        }}
      >
        Hear all of them again
      </Button>
    </div>
  );
}

const NOUNS: readonly [prefix: string, one: string, many: string][] = [
  ["conversation:", "conversation", "conversations"],
  ["thread:", "thread", "threads"],
  ["task:", "task", "tasks"],
  ["page:", "page", "pages"],
];

function inWords(mutes: readonly Mute[]): string {
  const parts = NOUNS.flatMap(([prefix, one, many]) => {
    const count = mutes.filter(({ thing }) => thing.startsWith(prefix)).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${inARow(parts)}.`;
}

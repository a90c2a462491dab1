import { UserMinus } from "lucide-react";
import { useCallback, useState } from "react";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Member, WorkspaceAction } from "../../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../../design/act.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { INPUT } from "../../../design/field.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Picker } from "../../../design/picker.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { roleName } from "../../../words/roles.ts";
import { ask, useWorkspace } from "../../workspace/workspace.tsx";
import { personOption } from "../people-field.tsx";
import { changes, rules } from "../roles.ts";
import { useBelonging } from "./use-belonging.ts";

/** More people than this are looked through by name. */
const SEARCHED_FROM = 8;

/** Who belongs to a conversation, with what role; and for whoever may, adding others and taking away. */
export function ConversationMembers({ conversation }: { conversation: Conversation }) {
  const { role, room, state } = useWorkspace();
  const { people, isPending, error, again } = useBelonging(conversation);
  const [words, setWords] = useState("");
  const act = useAct(
    useCallback(
      async (action: WorkspaceAction) => {
        await ask(room, action);
        await again();
      },
      [room, again],
    ),
  );
  const fixed = conversation.everyone || conversation.archivedAt !== null;
  const adds = changes(conversation, role) && !fixed;
  const removes = adds && rules(conversation, role, state.reader);
  const wanted = words.trim().toLocaleLowerCase();
  const shown = people
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .toSorted(
      (a, b) => Number(b.user === state.reader) - Number(a.user === state.reader) || a.name.localeCompare(b.name),
    );
  const here = new Set(people.map(({ user }) => user));
  const others = state.members.filter((member) => !here.has(member.user) && fits(conversation, member));
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-sm text-quiet">{aboutMembers(conversation)}</p>
      {adds ? (
        <div>
          <Picker
            label="Add people"
            options={others.map(personOption)}
            selected={[]}
            onPick={(user) =>
              void act.run({ type: "conversation.add_members", conversation: conversation.id, users: [user] })
            }
            placeholder="Search people"
            empty="Nobody else here is called that."
            trigger={
              <Button look="primary" disabled={act.busy}>
                Add people
              </Button>
            }
          />
        </div>
      ) : null}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <Problem error={error} retry={again} />
      {people.length > SEARCHED_FROM ? (
        <input
          type="search"
          className={INPUT}
          aria-label="Search members"
          placeholder="Search by name"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      {isPending ? <Skeleton className="h-24" /> : null}
      <ul className="grid grid-cols-1 divide-y divide-line" aria-label="Members">
        {shown.map(({ user, name, role: theirs }) => (
          <li key={user} className="flex items-center gap-3 py-2">
            <Avatar user={user} name={name} />
            <span className="min-w-0 flex-1 truncate" dir="auto">
              {name}
              {user === state.reader ? <span className="text-quiet"> (you)</span> : null}
            </span>
            <span className="text-sm text-quiet">{roleName(theirs)}</span>
            {removes && user !== state.reader ? (
              <IconButton
                icon={UserMinus}
                label={`Remove ${name}`}
                size="sm"
                disabled={act.busy}
                onClick={() =>
                  void act.run({ type: "conversation.remove_member", conversation: conversation.id, user })
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** True for whoever can be added: to a channel, guests to whom it is not named cannot. */
function fits({ kind }: Conversation, { role }: Member): boolean {
  return kind === "private" || role !== "guest";
}

function aboutMembers({ kind, everyone }: Conversation): string {
  if (everyone) return "Everyone in the workspace but guests belongs to it, and whoever comes later.";
  if (kind === "channel") return "They hear of it. Everyone else can find it, read it and join.";
  if (kind === "private") return "Only they can find and read it. Guests can be among them.";
  return "The people of this conversation stay the same. For others, begin a new one.";
}

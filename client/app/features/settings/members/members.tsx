import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { Role } from "../../../../../durable-objects/room/protocol.ts";
import { buttonClass } from "../../../design/button.tsx";
import { INPUT } from "../../../design/field.tsx";
import { Section } from "../../../design/section.tsx";
import { membersQuery } from "../../../queries/workspaces.ts";
import { roleExplained, roleName } from "../../../words/roles.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { SettingsPage } from "../frame.tsx";
import { LeaveWorkspace } from "./leave.tsx";
import { MemberRow } from "./member-row.tsx";

/** Everyone in the workspace: what they may do, and for whoever manages them, changing that. */
export function Members() {
  const { api, me } = useSignedIn();
  const { id, role, state } = useWorkspace();
  const manages = managesPeople(role);
  const [words, setWords] = useState("");
  // Names and roles are live; addresses are told to owners and admins alone, and of no consequence for a while.
  const { data: told } = useQuery({ ...membersQuery(api, id), enabled: manages });
  const addresses = useMemo(() => new Map(told?.map(({ user, email }) => [user, email])), [told]);
  const wanted = words.trim().toLocaleLowerCase();
  const shown = state.members
    .filter(({ user, name }) =>
      [name, addresses.get(user) ?? ""].some((text) => text.toLocaleLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => Number(b.user === me.id) - Number(a.user === me.id) || a.name.localeCompare(b.name));
  const owners = state.members.filter((member) => member.role === "owner").length;
  return (
    <SettingsPage
      title="Members"
      intro={
        role === "guest" ? "The people in what is named to you." : `${state.members.length} in ${state.workspace.name}.`
      }
    >
      <div className="grid grid-cols-1 gap-2">
        <div className="flex flex-wrap items-center gap-3">
          <label className="relative min-w-[min(12rem,100%)] flex-1">
            <span className="unseen">Search members</span>
            <Search aria-hidden className="absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-quiet" />
            <input
              type="search"
              className={`${INPUT} ps-8`}
              placeholder={manages ? "Search by name or address" : "Search by name"}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          {manages ? (
            <Link
              to="/w/$workspace/settings/invitations"
              params={{ workspace: id }}
              className={buttonClass({ look: "primary" })}
            >
              Invite people
            </Link>
          ) : null}
        </div>
        <ul className="grid grid-cols-1 divide-y divide-line" aria-label="Members">
          {shown.map((member) => (
            <MemberRow key={member.user} member={member} email={addresses.get(member.user)} owners={owners} />
          ))}
        </ul>
        {shown.length === 0 ? <p className="py-4 text-quiet">Nobody is called “{words.trim()}”.</p> : null}
      </div>
      <Section title="What each role may do">
        <dl className="grid gap-x-6 gap-y-2 md:grid-cols-[6rem_1fr]">
          {Role.options.map((each) => (
            <div key={each} className="contents">
              <dt className="font-medium">{roleName(each)}</dt>
              <dd className="text-quiet max-md:pb-2">{roleExplained(each)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Leave">
        <LeaveWorkspace />
      </Section>
    </SettingsPage>
  );
}

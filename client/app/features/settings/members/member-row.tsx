import { useMutation } from "@tanstack/react-query";
import { Crown, Ellipsis, UserMinus } from "lucide-react";
import { useState } from "react";
import { Role } from "../../../../../durable-objects/room/protocol.ts";
import type { Member } from "../../../../../durable-objects/workspace/protocol.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { INPUT } from "../../../design/field.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../../design/menu.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { roleName } from "../../../words/roles.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { ask, managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { GuestAccess } from "../grants/guest-access.tsx";
import { rolesWithin } from "./reach.ts";

interface MemberRowProps {
  member: Member;
  /** Undefined where one may not know it. */
  email: string | undefined;
  /** How many owners the workspace has. */
  owners: number;
}

/** A member: who, as what, and for whoever manages members, what can be done about it. */
export function MemberRow({ member, email, owners }: MemberRowProps) {
  const { role } = useWorkspace();
  const { me } = useSignedIn();
  const self = member.user === me.id;
  const reachable = rolesWithin(role);
  const lastOwner = member.role === "owner" && owners === 1;
  const manages = managesPeople(role) && reachable.includes(member.role) && !lastOwner;
  return (
    <li className="grid grid-cols-1 gap-3 py-3 compact:py-1.5">
      <div className="flex items-center gap-3">
        <Avatar user={member.user} name={member.name} />
        <div className="min-w-0 flex-1">
          <p className="line-clamp-2 font-medium wrap-anywhere" dir="auto">
            {member.name}
            {self ? <span className="font-normal text-quiet"> (you)</span> : null}
          </p>
          <p className="truncate text-sm text-quiet" dir="auto">
            {email ? `${email} · ` : ""}since {new Date(member.joinedAt).toLocaleDateString()}
          </p>
        </div>
        {manages ? (
          <RoleChoice member={member} offered={reachable} />
        ) : (
          <span className="text-quiet" title={lastOwner ? "The only owner: name another one first." : undefined}>
            {roleName(member.role)}
            {lastOwner && owners === 1 && self ? <span className="text-sm"> (the only one)</span> : null}
          </span>
        )}
        {manages && !self ? <MemberMenu member={member} /> : null}
      </div>
      {member.role === "guest" && (managesPeople(role) || self) ? <GuestAccess member={member} /> : null}
    </li>
  );
}

function RoleChoice({ member, offered }: { member: Member; offered: readonly Role[] }) {
  const { room } = useWorkspace();
  const { me } = useSignedIn();
  const [asking, setAsking] = useState<Role | null>(null);
  const setRole = useMutation({
    mutationFn: (role: Role) => ask(room, { type: "member.set_role", user: member.user, role }),
  });
  const self = member.user === me.id;
  const choose = (role: Role) => {
    // One's own right to undo it goes with it; and as a guest nothing is seen before something is named.
    if (self || role === "guest" || role === "owner") setAsking(role);
    else setRole.mutate(role);
  };
  return (
    <div className="grid grid-cols-1 gap-1">
      <select
        className={`${INPUT} w-auto pe-8`}
        aria-label={`Role of ${member.name}`}
        value={setRole.isPending ? setRole.variables : member.role}
        disabled={setRole.isPending}
        onChange={(event) => choose(Role.parse(event.target.value))}
      >
        {offered.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </select>
      <Problem error={setRole.error} />
      {asking ? (
        <Confirm
          title={self ? `Make yourself ${roleWord(asking)}?` : `Make ${member.name} ${roleWord(asking)}?`}
          confirm={`Make ${self ? "me" : "them"} ${roleWord(asking)}`}
          tone={asking === "owner" ? "calm" : "danger"}
          onConfirm={() => {
            setAsking(null);
            setRole.mutate(asking);
          }}
          onCancel={() => setAsking(null)}
        >
          {self ? <p>You could not take this back yourself.</p> : null}
          {asking === "guest" ? <p>A guest sees nothing but what is named to them. Name it right after.</p> : null}
          {asking === "owner" ? <p>An owner may do everything, also remove you or delete the workspace.</p> : null}
        </Confirm>
      ) : null}
    </div>
  );
}

function roleWord(role: Role): string {
  const name = roleName(role).toLowerCase();
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

function MemberMenu({ member }: { member: Member }) {
  const { id, role } = useWorkspace();
  const { api } = useSignedIn();
  const tell = useToast();
  const [asking, setAsking] = useState<"remove" | "hand over" | null>(null);
  const remove = useMutation({
    mutationFn: () => api.workspaces.remove(id, member.user),
    onSuccess: () => tell({ words: `${member.name} is no member any more.` }),
  });
  const handOver = useMutation({
    mutationFn: () => api.workspaces.handOver(id, member.user),
    onSuccess: () => tell({ words: `${member.name} owns this workspace now; you are an admin.` }),
  });
  const close = () => setAsking(null);
  return (
    <div className="flex shrink-0 flex-col items-end gap-2">
      <Menu
        label={`More about ${member.name}`}
        align="end"
        trigger={<IconButton icon={Ellipsis} label={`More about ${member.name}`} size="sm" />}
      >
        {role === "owner" ? (
          <MenuItem icon={Crown} onSelect={() => setAsking("hand over")}>
            Hand ownership over…
          </MenuItem>
        ) : null}
        <MenuItem icon={UserMinus} danger onSelect={() => setAsking("remove")}>
          Remove…
        </MenuItem>
      </Menu>
      <Problem error={remove.error ?? handOver.error} />
      {asking === "remove" ? (
        <Confirm
          title={`Remove ${member.name}?`}
          confirm="Remove"
          onConfirm={() => {
            close();
            remove.mutate();
          }}
          onCancel={close}
        >
          <p>They lose access at once, also where they have it open now. What they wrote and made stays.</p>
          <p>Invitations they made that are still open are revoked. To come back they need a new invitation.</p>
        </Confirm>
      ) : null}
      {asking === "hand over" ? (
        <Confirm
          title={`Hand the workspace over to ${member.name}?`}
          confirm="Hand it over"
          onConfirm={() => {
            close();
            handOver.mutate();
          }}
          onCancel={close}
        >
          <p>They become an owner and you become an admin, at once. Only they could make you an owner again.</p>
        </Confirm>
      ) : null}
    </div>
  );
}

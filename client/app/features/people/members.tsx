import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { Role } from "../../../../durable-objects/room/protocol.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { roleName } from "../../words/roles.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { ask, managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import "./people.css";

/** What a member can be made here; an owner by a transfer, a guest by an invitation that names rooms. */
const GIVEN: readonly Role[] = ["admin", "member", "viewer"];

/** Everyone in the workspace, their roles, and leaving. */
export function Members() {
  const { state } = useWorkspace();
  return (
    <section className="stack-tight" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <ul className="people-list">
        {state.members.map((member) => (
          <MemberRow key={member.user} member={member} />
        ))}
      </ul>
    </section>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { id, room, role } = useWorkspace();
  const { api, me } = useSignedIn();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const self = member.user === me.id;
  const setRole = useAct(
    useCallback(
      (given: Role) => ask(room, { type: "member.set_role", user: member.user, role: given }),
      [room, member.user],
    ),
  );
  const remove = useAct(
    useCallback(async () => {
      setAsking(false);
      await api.workspaces.remove(id, member.user);
      if (self) await navigate({ to: "/" });
    }, [api, id, member.user, self, navigate]),
  );
  const manages = managesPeople(role) && !self && member.role !== "owner";
  const problem = setRole.problem ?? remove.problem;
  return (
    <li className="people-row">
      <span className="people-name">
        {member.name}
        {self ? <span className="quiet"> (you)</span> : null}
      </span>
      {manages ? (
        <select
          className="field-input people-role"
          aria-label={`Role of ${member.name}`}
          value={member.role}
          disabled={setRole.busy}
          onChange={(event) => void setRole.run(Role.parse(event.target.value))}
        >
          {GIVEN.includes(member.role) ? null : <option value={member.role}>{roleName(member.role)}</option>}
          {GIVEN.map((given) => (
            <option key={given} value={given}>
              {roleName(given)}
            </option>
          ))}
        </select>
      ) : (
        <span className="quiet">{roleName(member.role)}</span>
      )}
      {manages || self ? (
        <Button size="sm" look="quiet" disabled={remove.busy} onClick={() => setAsking(true)}>
          {self ? "Leave" : "Remove"}
        </Button>
      ) : null}
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {asking ? (
        <Confirm
          title={self ? "Leave this workspace?" : `Remove ${member.name}?`}
          confirm={self ? "Leave" : "Remove"}
          onConfirm={() => void remove.run()}
          onCancel={() => setAsking(false)}
        >
          <p>
            {self
              ? "You will need a new invitation to come back."
              : "They lose access at once, and need a new invitation to come back."}
          </p>
        </Confirm>
      ) : null}
    </li>
  );
}

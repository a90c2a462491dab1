import { Link2, PhoneCall, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../../design/button.tsx";
import { Picker } from "../../../design/picker.tsx";
import { asked } from "../../calls/asked.ts";
import { runsCall } from "../../calls/may.ts";
import { invitable } from "../../calls/subject.ts";
import { useCallActs } from "../../calls/use-call-acts.ts";
import { personOption } from "../../channels/people-field.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useShownCall } from "../open-call.tsx";
import { useRinging } from "./use-ringing.ts";

/** How others come, among the people. */
export function Invite() {
  return (
    <section aria-label="Invite" className="grid gap-2 border-t border-line pt-4">
      <InviteButtons />
      <p className="text-xs text-quiet">The link works for everyone who may enter this call in the workspace.</p>
    </section>
  );
}

/** How others come: they are called, or get the address; who is not of the workspace comes by a link as a guest. */
export function InviteButtons() {
  const { state: within, role } = useWorkspace();
  const { call, peers, mayHost, me } = useShownCall().state;
  const { copyLink } = useCallActs();
  const { ring, isBusy } = useRinging();
  const options = useMemo(() => {
    const here = new Set(peers.map(({ user }) => user));
    return invitable(call.about, within)
      .filter(({ user }) => !here.has(user))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(personOption);
  }, [within, call.about, peers]);
  const mayLink = mayHost || runsCall(call, role, within.reader);
  return (
    <div className="flex flex-wrap gap-2">
      {me && role !== "viewer" && options.length > 0 ? (
        <Picker
          label="Call people"
          placeholder="Call whom?"
          empty="Nobody else here is called that."
          options={options}
          selected={[]}
          onPick={(user) => ring([user])}
          trigger={
            <Button size="sm" disabled={isBusy}>
              <PhoneCall aria-hidden />
              Call people
            </Button>
          }
        />
      ) : null}
      <Button size="sm" onClick={() => copyLink(call)}>
        <Link2 aria-hidden />
        Copy link
      </Button>
      {mayLink && role !== "guest" ? (
        <Button size="sm" onClick={() => asked.set({ name: "link", call: call.id })}>
          <UserPlus aria-hidden />
          Link for guests
        </Button>
      ) : null}
    </div>
  );
}

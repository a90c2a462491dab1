import { Lock } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useShownCall } from "../open-call.tsx";
import { DeviceTrouble } from "../trouble/device-trouble.tsx";
import { DeviceFields } from "./device-fields.tsx";
import { useTryingOut } from "./own-media.ts";
import { Preview } from "./preview.tsx";
import { useJoining } from "./use-joining.ts";
import { WhoIsHere } from "./who-is-here.tsx";

const LISTENS = "You listen: your role in the workspace only reads";

/** Before a call: oneself as the others will see one, the devices, who is in it, and the way in. */
export function Door() {
  const { session, state, name } = useShownCall();
  const { role, state: within } = useWorkspace();
  const listens = role === "viewer";
  useTryingOut(session, listens ? "listen" : "send");
  const you = within.members.find(({ user }) => user === within.reader);
  return (
    <main className="mx-auto grid w-full max-w-5xl content-center gap-6 px-4 py-6 md:flex-1 md:grid-cols-2 md:px-8">
      <div className="grid grid-cols-1 content-center">
        <Preview
          session={session}
          user={within.reader}
          name={you?.name ?? "You"}
          refused={listens ? LISTENS : undefined}
        />
      </div>
      <div className="grid grid-cols-1 content-center gap-4">
        <header className="grid gap-2">
          <h1 className="text-xl font-semibold" dir="auto">
            {name}
          </h1>
          <WhoIsHere state={state} />
        </header>
        <WayIn />
        {listens ? (
          <p className="text-quiet">You see and hear the others. Your role in this workspace only reads.</p>
        ) : (
          <>
            <DeviceTrouble session={session} />
            <DeviceFields session={session} />
          </>
        )}
      </div>
    </main>
  );
}

/** Goes in, or asks to be let in; with another page of one's own in it already one says what becomes of that. */
function WayIn() {
  const { session, state } = useShownCall();
  const { busy, problem, isHereAlready, join } = useJoining(session);
  const { state: within } = useWorkspace();
  const { waits, settings, stage, peers } = state;
  // One whose page is away may be this one's own, from before it was loaded anew.
  const isElsewhere = isHereAlready || peers.some(({ user, away }) => user === within.reader && !away);
  return (
    <div className="grid grid-cols-1 gap-3">
      {stage === "refused" ? (
        <Notice tone="warn">You were not let in this time. You can ask again in a while.</Notice>
      ) : null}
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {isElsewhere ? (
        <Notice>
          <p>You are in this call already, in another tab or on another device.</p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" size="sm" disabled={busy} onClick={() => void join({ other: "instead" })}>
              Move the call here
            </Button>
            <Button size="sm" disabled={busy} onClick={() => void join({ other: "beside" })}>
              Join a second time
            </Button>
          </div>
        </Notice>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" disabled={busy} aria-busy={busy} onClick={() => void join()}>
            {waits ? "Ask to join" : "Join"}
          </Button>
          {settings.locked ? (
            <span className="flex items-center gap-1.5 text-sm text-quiet">
              <Lock aria-hidden className="size-4" />
              This call is locked: somebody in it lets you in.
            </span>
          ) : waits ? (
            <span className="text-sm text-quiet">Somebody in the call lets you in.</span>
          ) : null}
        </div>
      )}
    </div>
  );
}

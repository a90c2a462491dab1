import { DoorOpen } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { focusOnce } from "../../design/focus.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useShownCall } from "./open-call.tsx";
import { Preview } from "./prejoin/preview.tsx";

/** Waiting to be let in, with oneself in sight meanwhile. */
export function Lobby() {
  const { session, name } = useShownCall();
  const { state: within } = useWorkspace();
  const you = within.members.find(({ user }) => user === within.reader);
  return (
    <main className="mx-auto grid w-full max-w-lg content-center gap-6 px-4 py-6 md:flex-1">
      <header className="grid justify-items-center gap-2 text-center">
        <span className="grid size-11 place-content-center rounded-full bg-accent-soft text-accent">
          <DoorOpen aria-hidden className="size-5" />
        </span>
        <h1 className="text-xl font-semibold" dir="auto">
          {name}
        </h1>
        <p className="text-quiet" role="status">
          You are waiting to be let in. Somebody in the call has been told.
        </p>
      </header>
      <Preview session={session} user={within.reader} name={you?.name ?? "You"} refused={undefined} />
      <div className="flex justify-center">
        <Button ref={focusOnce} onClick={() => void session.leave()}>
          Stop waiting
        </Button>
      </div>
    </main>
  );
}

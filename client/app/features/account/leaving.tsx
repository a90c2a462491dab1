import { LogOut } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { Cell } from "../../../sdk/observed.ts";
import { useAct } from "../../design/act.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useToast } from "../../design/toasts.tsx";
import { useCommand } from "../shortcuts/use-command.ts";
import { useAccount } from "./account.tsx";
import { holdsUnsaved } from "./kept.ts";
import { useSignedIn } from "./signed-in.tsx";

/** How far somebody is on their way out. */
const leaving = new Cell<"no" | "wanted" | "asked">("no");

/** Signs out, unless something would be lost that its writer wants to keep. */
export function leave(): void {
  leaving.set("wanted");
}

/** Once for whoever is signed in: the way out. What only this browser holds is not thrown away unasked. */
export function Leaving() {
  const { signOut } = useAccount();
  const kept = useSignedIn();
  const toast = useToast();
  const stage = useObserved(leaving);
  const act = useAct(
    useCallback(async () => {
      leaving.set("no");
      await signOut();
    }, [signOut]),
  );
  const { run, problem } = act;
  useEffect(() => {
    if (stage !== "wanted") return;
    void holdsUnsaved(kept).then((unsaved) => (unsaved ? leaving.set("asked") : run()));
  }, [stage, kept, run]);
  useEffect(() => {
    if (problem) toast({ words: problem, tone: "danger" });
  }, [problem, toast]);
  useCommand({ id: "you:sign-out", words: "Sign out", group: "you", icon: LogOut, run: leave });
  if (stage !== "asked") return null;
  return (
    <Confirm
      title="Sign out and lose what is not saved?"
      confirm="Sign out"
      onConfirm={() => void run()}
      onCancel={() => leaving.set("no")}
    >
      <p>
        This browser holds writing or changes that have not reached the server. Signing out removes them. Go online
        first to save them.
      </p>
    </Confirm>
  );
}

import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { useAccount } from "./account.tsx";
import { holdsUnsaved } from "./kept.ts";
import { useSignedIn } from "./signed-in.tsx";

/** Who is signed in, and the way out. What only this browser holds is not thrown away unasked. */
export function AccountMenu() {
  const { signOut } = useAccount();
  const { me, copies, commands } = useSignedIn();
  const [asking, setAsking] = useState(false);
  const leave = useAct(
    useCallback(async () => {
      setAsking(false);
      await signOut();
    }, [signOut]),
  );
  const ask = async () => {
    if (await holdsUnsaved({ copies, commands })) setAsking(true);
    else await leave.run();
  };
  return (
    <div className="stack-tight">
      {leave.problem ? <Notice tone="danger">{leave.problem}</Notice> : null}
      <p className="small quiet">Signed in as {me.name}</p>
      <div className="row">
        <Link className="small" to="/">
          Workspaces
        </Link>
        <Button look="quiet" size="sm" className="push" disabled={leave.busy} onClick={() => void ask()}>
          Sign out
        </Button>
      </div>
      {asking ? (
        <Confirm
          title="Sign out and lose what is not saved?"
          confirm="Sign out"
          onConfirm={() => void leave.run()}
          onCancel={() => setAsking(false)}
        >
          <p>
            This browser holds writing or changes that have not reached the server. Signing out removes them. Go online
            first to save them.
          </p>
        </Confirm>
      ) : null}
    </div>
  );
}

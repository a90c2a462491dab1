import { useCallback, useState } from "react";
import { Link } from "react-router";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { useAccount } from "./account.tsx";
import { useSignedIn } from "./signed-in.tsx";

/** Who is signed in, and the way out. Words that only this browser holds are not thrown away unasked. */
export function AccountMenu() {
  const { signOut } = useAccount();
  const { me, copies } = useSignedIn();
  const [asking, setAsking] = useState(false);
  const leave = useAct(
    useCallback(async () => {
      setAsking(false);
      await signOut();
    }, [signOut]),
  );
  const ask = async () => {
    if (await copies?.holdsUnsaved()) setAsking(true);
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
        <Button look="quiet" size="small" className="push" disabled={leave.busy} onClick={() => void ask()}>
          Sign out
        </Button>
      </div>
      {asking ? (
        <Confirm
          title="Sign out and lose unsaved writing?"
          confirm="Sign out"
          onConfirm={() => void leave.run()}
          onCancel={() => setAsking(false)}
        >
          <p>
            This browser holds writing that has not reached the server. Signing out removes it. Go online first to save
            it.
          </p>
        </Confirm>
      ) : null}
    </div>
  );
}

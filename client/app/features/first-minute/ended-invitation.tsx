import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../design/button.tsx";
import { Entry } from "../account/entry.tsx";
import { ENTRY_LINK } from "../account/entry-link.ts";

const ENDS = {
  expired: {
    title: "This invitation has expired",
    words: "Invitations work for some days only. Ask whoever sent it for a new one; it takes them a moment.",
  },
  used: {
    title: "This invitation was used",
    words: "It let one person in, and that has happened. If it was you, sign in with the account you used then.",
  },
  revoked: {
    title: "This invitation was taken back",
    words: "Whoever sent it has changed their mind, or sent another one. Ask them for a new one.",
  },
  unknown: {
    title: "This invitation does not work",
    words: "The link may have been cut short on its way. Open it from the mail, or ask for it again.",
  },
} as const;

interface EndedInvitationProps {
  end: keyof typeof ENDS;
  user: { name: string } | null;
}

/** An invitation that takes nobody in any more: why, and where to go instead. */
export function EndedInvitation({ end, user }: EndedInvitationProps) {
  const { title, words } = ENDS[end];
  return (
    <Entry title={title} lead={words} below={user ? <p>Signed in as {user.name}</p> : <SignUpInstead />}>
      <div className="flex flex-wrap gap-2">
        {user ? (
          <Link to="/" className={buttonClass({ look: "primary" })}>
            To your workspaces
          </Link>
        ) : (
          <Link to="/sign-in" className={buttonClass({ look: "primary" })}>
            Sign in
          </Link>
        )}
      </div>
    </Entry>
  );
}

function SignUpInstead() {
  return (
    <p>
      No account yet?{" "}
      <Link to="/sign-up" className={ENTRY_LINK}>
        Sign up and make a workspace of your own
      </Link>
    </p>
  );
}

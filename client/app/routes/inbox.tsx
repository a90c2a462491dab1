import { useNavigate, useSearch } from "@tanstack/react-router";
import { InboxPage } from "../features/inbox/inbox-page.tsx";

/** What one is notified of, of this workspace or of all. */
export function InboxRoute() {
  const { of = "here", show = "unread" } = useSearch({ from: "/in/w/$workspace/inbox" });
  const navigate = useNavigate({ from: "/w/$workspace/inbox" });
  const look = (now: { of: typeof of; show: typeof show }) =>
    void navigate({
      search: { of: now.of === "here" ? undefined : now.of, show: now.show === "unread" ? undefined : now.show },
      replace: true,
    });
  return (
    <InboxPage
      view={show}
      where={of}
      onView={(view) => look({ of, show: view })}
      onWhere={(where) => look({ of: where, show })}
    />
  );
}

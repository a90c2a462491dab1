import { useBlocker } from "@tanstack/react-router";
import { Confirm } from "../../design/dialog.tsx";

/** Keeps the page, while `dirty`, until the user has agreed to lose what they typed in it and did not save. */
export function Unsaved({ dirty }: { dirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <Confirm title="Leave without saving?" confirm="Leave" onConfirm={proceed} onCancel={reset}>
      <p>What you typed on this page is not saved, and would be lost.</p>
    </Confirm>
  );
}

import { clsx } from "clsx";
import type { Edge } from "../../../../sdk/conversation/state.ts";
import { Button } from "../../../design/button.tsx";
import { Spinner } from "../../../design/waiting.tsx";

/** What goes on beyond one end of the messages that are held: over them, so that nothing moves when it comes or goes. */
export function EdgeNotice({ edge, side, onRetry }: { edge: Edge; side: "older" | "newer"; onRetry: () => void }) {
  if (edge !== "loading" && edge !== "failed") return null;
  return (
    <div
      className={clsx(
        "pointer-events-none absolute inset-x-0 z-10 flex justify-center",
        side === "older" ? "top-2" : "bottom-2",
      )}
    >
      <div className="pointer-events-auto flex items-center gap-2 rounded-full border border-line bg-raised px-3 py-1 text-sm shadow-card">
        {edge === "loading" ? (
          <Spinner label={side === "older" ? "Loading older messages…" : "Loading newer messages…"} />
        ) : (
          <>
            <span role="alert">{side === "older" ? "Older" : "Newer"} messages could not be loaded.</span>
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

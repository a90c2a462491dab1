import { useState } from "react";
import { useObserved } from "../../react/observed.ts";
import { Button } from "../design/button.tsx";
import { newVersion } from "./new-version.ts";

/** Says that the server has a newer app than this page, which goes on working until one begins anew. */
export function NewVersionNotice() {
  const ready = useObserved(newVersion);
  const [later, setLater] = useState(false);
  if (!ready || later) return null;
  return (
    <div
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-1.5 text-sm text-ink"
      role="status"
    >
      <span className="min-w-0 flex-1">A new version is ready. What you wrote stays.</span>
      <span className="flex gap-1">
        <Button size="sm" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button look="quiet" size="sm" onClick={() => setLater(true)}>
          Later
        </Button>
      </span>
    </div>
  );
}

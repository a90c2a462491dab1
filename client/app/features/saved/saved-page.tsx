import { Bookmark } from "lucide-react";
import { useEffect } from "react";
import { EmptyState } from "../../design/empty-state.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { SavedRow } from "./saved-row.tsx";

/** The messages of this workspace that one keeps to come back to, those saved last first. */
export function SavedPage() {
  const { id: workspace } = useWorkspace();
  const { inbox, state } = useOwnInbox();
  useEffect(() => {
    document.title = "Saved · Ensemble";
  }, []);
  const saved = state?.saved.filter((each) => each.workspace === workspace).toSorted((a, b) => b.savedAt - a.savedAt);
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-4 px-4 py-6 md:px-8 md:py-10">
      <h1 className="text-xl font-semibold">Saved</h1>
      {saved === undefined ? <Skeleton className="h-40" /> : null}
      {saved?.length === 0 ? (
        <EmptyState icon={Bookmark} title="Nothing is saved">
          <p>Save a message from its menu to find it here again, on all your devices. Nobody else sees this list.</p>
        </EmptyState>
      ) : null}
      {inbox && saved && saved.length > 0 ? (
        <ul
          aria-label="Saved messages"
          className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised"
        >
          {saved.map((each) => (
            <SavedRow key={each.message} saved={each} inbox={inbox} />
          ))}
        </ul>
      ) : null}
    </main>
  );
}

import { ArchiveRestore, Trash2 } from "lucide-react";
import { useState } from "react";
import { Confirm } from "../../design/dialog.tsx";
import { IconButton } from "../../design/icon-button.tsx";

interface Named {
  id: string;
  name: string;
}

interface ArchivedPartsProps<Part extends Named> {
  parts: readonly Part[];
  mayWrite: boolean;
  onRestore: (part: Part) => void;
  /** Absent for what cannot be deleted from here. */
  onDelete?: ((part: Part) => void) | undefined;
}

/** What was put away, folded: it can come back, or go for ever. */
export function ArchivedParts<Part extends Named>({ parts, mayWrite, onRestore, onDelete }: ArchivedPartsProps<Part>) {
  const [deleting, setDeleting] = useState<Part | null>(null);
  if (parts.length === 0) return null;
  return (
    <details>
      <summary className="text-quiet">Archived ({parts.length})</summary>
      <ul className="mt-2 grid divide-y divide-line rounded-lg border border-line">
        {parts.map((part) => (
          <li key={part.id} className="flex min-h-11 items-center gap-2 px-3">
            <span className="flex-1 truncate" dir="auto">
              {part.name}
            </span>
            {mayWrite ? (
              <>
                <IconButton icon={ArchiveRestore} label={`Bring ${part.name} back`} onClick={() => onRestore(part)} />
                {onDelete ? (
                  <IconButton icon={Trash2} label={`Delete ${part.name}`} onClick={() => setDeleting(part)} />
                ) : null}
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {deleting ? (
        <Confirm
          title={`Delete “${deleting.name}”?`}
          confirm="Delete for ever"
          onConfirm={() => {
            onDelete?.(deleting);
            setDeleting(null);
          }}
          onCancel={() => setDeleting(null)}
        >
          <p>It is taken off every task, and does not come back.</p>
        </Confirm>
      ) : null}
    </details>
  );
}

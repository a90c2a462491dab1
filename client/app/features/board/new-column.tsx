import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { buttonClass } from "../../design/button.tsx";
import { NewColumnForm } from "./later.ts";

/** Adds a column at the end of the board. */
export function NewColumn() {
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <Suspense>
        <NewColumnForm onClose={() => setOpen(false)} />
      </Suspense>
    );
  }
  return (
    <button
      type="button"
      className={`${buttonClass({ look: "quiet" })} text-quiet max-md:snap-start`}
      onClick={() => setOpen(true)}
    >
      <Plus aria-hidden />
      Add a column
    </button>
  );
}

import { NameDialog } from "../../../design/name-dialog.tsx";
import { useViews } from "./use-views.ts";

/** Asks how the view is to be called that is made of what is seen now. */
export function ViewNaming({ onClose }: { onClose: () => void }) {
  const { save } = useViews();
  return (
    <NameDialog
      title="Save as a view"
      description="The filters, layout, groups and sort that you see now, for everyone in this project."
      field="Name of the view"
      maxLength={100}
      submit="Save"
      onName={(name) => {
        onClose();
        save(name);
      }}
      onClose={onClose}
    />
  );
}

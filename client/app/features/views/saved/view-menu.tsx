import { Archive, ArrowLeft, ArrowRight, ChevronDown, Link, Pencil, Trash } from "lucide-react";
import { useState } from "react";
import type { View } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { useCopying } from "../../../design/copying.ts";
import { Confirm } from "../../../design/dialog.tsx";
import { iconButtonClass } from "../../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "../../../design/menu.tsx";
import { NameDialog } from "../../../design/name-dialog.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useViews } from "./use-views.ts";

/** What can be done with the saved view that is open. */
export function ViewMenu({ view }: { view: View }) {
  const { mayWrite } = useBoardPage();
  const views = useViews();
  const copy = useCopying();
  const [asking, setAsking] = useState<"name" | "delete" | null>(null);
  const at = views.shown.findIndex(({ id }) => id === view.id);
  const copyLink = () => {
    const address = new URL(window.location.href);
    address.search = `?view=${view.id}`;
    copy(address.href, "The link to this view");
  };
  return (
    <>
      <Menu
        label={`View ${view.name}`}
        trigger={
          <button type="button" className={iconButtonClass({ size: "sm" })} aria-label={`View ${view.name}`}>
            <ChevronDown aria-hidden />
          </button>
        }
      >
        <MenuItem icon={Link} onSelect={copyLink}>
          Copy its link
        </MenuItem>
        {mayWrite ? (
          <>
            <MenuItem icon={Pencil} onSelect={() => setAsking("name")}>
              Rename…
            </MenuItem>
            <MenuItem icon={ArrowLeft} disabled={at <= 0} onSelect={() => views.move(view, "before")}>
              Move before the one beside
            </MenuItem>
            <MenuItem
              icon={ArrowRight}
              disabled={at === views.shown.length - 1}
              onSelect={() => views.move(view, "after")}
            >
              Move behind the one beside
            </MenuItem>
            <MenuLine />
            <MenuItem icon={Archive} onSelect={() => views.archive(view)}>
              Archive
            </MenuItem>
            <MenuItem icon={Trash} danger onSelect={() => setAsking("delete")}>
              Delete…
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {asking === "name" ? (
        <NameDialog
          title="Rename the view"
          field="Name of the view"
          maxLength={100}
          name={view.name}
          submit="Save"
          onName={(name) => {
            setAsking(null);
            views.rename(view, name);
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === "delete" ? (
        <Confirm
          title={`Delete the view “${view.name}”?`}
          confirm="Delete the view"
          onConfirm={() => views.remove(view)}
          onCancel={() => setAsking(null)}
        >
          <p>It goes for everyone in this project. No task is changed. This cannot be undone; archiving it can.</p>
        </Confirm>
      ) : null}
    </>
  );
}

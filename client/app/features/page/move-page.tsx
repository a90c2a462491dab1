import { CornerLeftUp, FileText } from "lucide-react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { usePages } from "../../../react/pages.ts";
import { pagesUnder } from "../../../sdk/pages/predict.ts";
import { Dialog } from "../../design/dialog.tsx";
import { PickerList } from "../../design/picker-surface.tsx";
import { useMovePage } from "../page-tree/moving.ts";
import { ancestorsOf } from "../page-tree/tree.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** No page has this id. */
const TOP = "top";

/** Asks which page another is to stand under. */
export function MovePage({ page, onClose }: { page: Page; onClose: () => void }) {
  const { room } = useWorkspace();
  const pages = usePages(room);
  const move = useMovePage();
  const within = new Set([page.id, ...pagesUnder(pages, page.id).map(({ id }) => id)]);
  const options = [
    { id: TOP, name: "The top level", leading: <CornerLeftUp aria-hidden className="text-quiet" /> },
    ...pages
      .filter(({ id }) => !within.has(id))
      .map(({ id, title }) => ({
        id,
        name: [...ancestorsOf(pages, id).map((above) => above.title), title].join(" › "),
        leading: <FileText aria-hidden className="text-quiet" />,
      })),
  ];
  return (
    <Dialog title={`Move “${page.title}”`} description="It goes with the pages in it." onClose={onClose} size="sm">
      <PickerList
        label="Move it into"
        placeholder="Find a page…"
        options={options}
        selected={[page.parentId ?? TOP]}
        onPick={(id) => {
          onClose();
          move(page, { parent: id === TOP ? null : id });
        }}
      />
    </Dialog>
  );
}

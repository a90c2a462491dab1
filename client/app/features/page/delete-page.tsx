import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Page, Subpages } from "../../../../durable-objects/workspace/protocol.ts";
import { usePages } from "../../../react/pages.ts";
import { pagesUnder } from "../../../sdk/pages/predict.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { ask, useWorkspace } from "../workspace/workspace.tsx";

/** Asks before a page is deleted, and what becomes of the pages in it. */
export function DeletePage({ page, onClose }: { page: Page; onClose: () => void }) {
  const { id: workspace, room } = useWorkspace();
  const { page: current } = useParams({ strict: false });
  const under = pagesUnder(usePages(room), page.id);
  const [subpages, setSubpages] = useState<Subpages>("keep");
  const navigate = useNavigate();
  const toast = useToast();
  const remove = async () => {
    onClose();
    const gone = subpages === "delete" ? [page, ...under] : [page];
    try {
      const deleting = ask(room, { type: "page.delete", page: page.id, subpages });
      if (gone.some(({ id }) => id === current)) await navigate({ to: "/w/$workspace", params: { workspace } });
      await deleting;
    } catch (cause) {
      toast({ words: wordsFor(cause), tone: "danger" });
    }
  };
  return (
    <Confirm
      title={`Delete “${page.title}”?`}
      confirm={
        subpages === "delete" && under.length > 0 ? `Delete ${under.length + 1} pages for ever` : "Delete for ever"
      }
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <p>Its text and its history are deleted for everyone. This cannot be undone.</p>
      {under.length > 0 ? (
        <fieldset className="grid gap-2 text-ink">
          <legend className="pb-1 font-medium">
            {under.length === 1 ? "There is a page in it" : `There are ${under.length} pages in it`}
          </legend>
          <Choice checked={subpages === "keep"} onChoose={() => setSubpages("keep")}>
            {under.length === 1 ? "Keep it, in the place of this one" : "Keep them, in the place of this one"}
          </Choice>
          <Choice checked={subpages === "delete"} onChoose={() => setSubpages("delete")}>
            {under.length === 1 ? "Delete it, too" : "Delete them, too"}
          </Choice>
        </fieldset>
      ) : null}
    </Confirm>
  );
}

function Choice({ checked, onChoose, children }: { checked: boolean; onChoose: () => void; children: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
      <input type="radio" name="subpages" className="size-4 accent-accent" checked={checked} onChange={onChoose} />
      {children}
    </label>
  );
}

import { Link, useNavigate } from "@tanstack/react-router";
import { FileText, Plus } from "lucide-react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { TitleField } from "../page-tree/title-field.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

interface SubPagesProps {
  page: Page;
  pages: readonly Page[];
  mayMake: boolean;
  /** Whether the title of a new one is being typed. */
  adding: boolean;
  onAdd: (adding: boolean) => void;
}

/** The pages that stand in this one, and the way to make another. */
export function SubPages({ page, pages, mayMake, adding, onAdd }: SubPagesProps) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  const within = pages.filter(({ parentId }) => parentId === page.id);
  const create = async (title: string) => {
    onAdd(false);
    try {
      const made = await api.workspaces.createPage(workspace, title, newKey(), page.id);
      await navigate({ to: "/w/$workspace/p/$page", params: { workspace, page: made.id } });
    } catch (cause) {
      toast({ words: wordsFor(cause), tone: "danger" });
    }
  };
  if (within.length === 0 && !mayMake) return null;
  return (
    <section aria-label="Pages in this page" className="mt-6 grid gap-1 border-t border-line pt-4">
      {within.length > 0 ? (
        <ul className="grid gap-px">
          {within.map(({ id, title }) => (
            <li key={id}>
              <Link
                to="/w/$workspace/p/$page"
                params={{ workspace, page: id }}
                className="control flex items-center gap-2 rounded-md px-2 text-ink no-underline hover:bg-hover"
              >
                <FileText aria-hidden className="size-4 shrink-0 text-quiet" />
                <span className="truncate" dir="auto">
                  {title}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {adding ? (
        <TitleField
          label="Title of the page in this one"
          title=""
          onDone={(title) => void create(title)}
          onLeave={() => onAdd(false)}
        />
      ) : mayMake ? (
        <div>
          <Button look="quiet" size="sm" onClick={() => onAdd(true)}>
            <Plus aria-hidden />
            Add a page in this one
          </Button>
        </div>
      ) : null}
    </section>
  );
}

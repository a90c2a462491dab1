import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { FileText, History } from "lucide-react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useDoc } from "../../../react/doc.ts";
import { useAct } from "../../design/act.ts";
import { buttonClass } from "../../design/button.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { DocStatusLine } from "../text/doc-status.tsx";
import { DocText, isEditable } from "../text/doc-text.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** The description of a task: a text that is written together, made when somebody begins it. */
export function Description({ task }: { task: Task }) {
  const { mayWrite } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const [begun, setBegun] = useState(false);
  const begin = useAct(
    useCallback(async () => {
      await api.tasks.describe(workspace, task.id);
      setBegun(true);
    }, [api, workspace, task.id]),
  );
  if (task.docId) return <Text key={task.docId} task={task} docId={task.docId} begun={begun} />;
  if (!mayWrite) return null;
  return (
    <section aria-label="Description">
      <button
        type="button"
        className="flex min-h-16 w-full items-start gap-2 rounded-md border border-dashed border-line px-3 py-2.5 text-start text-quiet hover:border-line-strong hover:text-ink"
        disabled={begin.busy}
        onClick={() => void begin.run()}
      >
        <FileText className="mt-0.5 size-4 shrink-0" aria-hidden />
        {begin.busy ? "Opening the description…" : "Add a description"}
      </button>
      {begin.problem ? (
        <p className="text-sm text-danger" role="alert">
          {begin.problem}
        </p>
      ) : null}
    </section>
  );
}

interface TextProps {
  task: Task;
  docId: string;
  /** Whoever looks has just asked for it, to write. */
  begun: boolean;
}

function Text({ task, docId, begun }: TextProps) {
  const { project, mayWrite } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { api, copies } = useSignedIn();
  const open = useDoc(api, docId, copies);
  const section = useRef<HTMLElement>(null);
  useFocusOnText(section, begun);
  return (
    <section ref={section} className="grid gap-1.5" aria-labelledby="task-description">
      <div className="flex items-center gap-3">
        <h2 id="task-description" className="text-sm font-semibold">
          Description
        </h2>
        <DocStatusLine status={open.status} />
        <Link
          className={clsx(buttonClass({ look: "quiet", size: "sm" }), "ms-auto")}
          to="/w/$workspace/projects/$project/tasks/$task/description/history"
          params={{ workspace, project: project.key, task: task.key }}
          aria-label="History of the description"
        >
          <History aria-hidden /> History
        </Link>
      </div>
      {/* There is more below it than below a page's text. */}
      <div className="[&_.tiptap]:min-h-20 [&_.tiptap]:pb-4 [&_.tiptap]:text-base">
        <DocText
          open={open}
          label={`Description of ${task.key}`}
          noun="description"
          editable={isEditable(open, mayWrite)}
        />
      </div>
    </section>
  );
}

/**
 * Takes the focus into the text as soon as it is there, which is when its editor was fetched, and again where that is made
 * anew. Not from whoever has gone elsewhere meanwhile.
 */
function useFocusOnText(section: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    const within = section.current;
    if (!wanted || !within) return;
    const look = () => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere) within.querySelector<HTMLElement>('[contenteditable="true"]')?.focus();
    };
    const observer = new MutationObserver(look);
    observer.observe(within, { childList: true, subtree: true, attributeFilter: ["contenteditable"] });
    look();
    return () => observer.disconnect();
  }, [section, wanted]);
}

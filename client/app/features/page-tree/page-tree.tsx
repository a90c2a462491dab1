import { useNavigate, useParams } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { usePages } from "../../../react/pages.ts";
import { newKey } from "../../../sdk/id.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { PageMenuItems } from "../page/page-menu-items.tsx";
import { AskedOfPage, type PageQuestion } from "../page/page-question.tsx";
import { ask, makesPages, useWorkspace } from "../workspace/workspace.tsx";
import type { DropSide } from "./dragging.ts";
import { useMovePage } from "./moving.ts";
import { useOpenBranches } from "./open-branches.ts";
import { PageRow, type RowActs } from "./page-row.tsx";
import { TitleField } from "./title-field.tsx";
import { ancestorsOf, type PageBranch, placeBefore, seenOf, treeOf } from "./tree.ts";
import { focusOn, onTreeKey } from "./tree-keys.ts";

/** What is being typed in the tree: the title of a page that is there, or of one to be made under another. */
type Typing = { page: string } | { under: string } | null;

/**
 * The pages of the workspace as a tree. One stop for the Tab key: the arrows go from page to page, right and left open and
 * close, with Alt they move the page, F2 renames it. By pointer a page is dragged between others, or onto one.
 */
export function PageTree() {
  const { id: workspace, room, role } = useWorkspace();
  const { page: current = "" } = useParams({ strict: false });
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  const pages = usePages(room);
  const tree = useMemo(() => treeOf(pages), [pages]);
  const { open, set: setOpen } = useOpenBranches(workspace);
  const seen = useMemo(() => seenOf(tree, open), [tree, open]);
  const [typing, setTyping] = useState<Typing>(null);
  const [question, setQuestion] = useState<PageQuestion | null>(null);
  const [stop, setStop] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const move = useMovePage();
  const mayMake = makesPages(role);

  // What is acted on is what is there when it is acted on.
  const now = useRef(pages);
  now.current = pages;

  // Where one is, is seen.
  useEffect(() => {
    for (const { id } of ancestorsOf(now.current, current)) setOpen(id, true);
  }, [current, setOpen]);

  const failed = useCallback((cause: unknown) => toast({ words: wordsFor(cause), tone: "danger" }), [toast]);
  const acts = useMemo<RowActs>(
    () => ({
      workspace,
      mayMake,
      setOpen,
      addUnder: (page) => {
        setOpen(page, true);
        setTyping({ under: page });
      },
      isUnder: (page, above) => ancestorsOf(now.current, page).some(({ id }) => id === above),
      drop: (dragged, target, side) => {
        const page = now.current.find(({ id }) => id === dragged);
        if (!page) return;
        if (side === "inside") setOpen(target.id, true);
        move(page, placeOf(now.current, dragged, target, side));
      },
      menu: (page) => (
        <PageMenuItems
          page={page}
          onAsk={setQuestion}
          onRename={() => setTyping({ page: page.id })}
          onAdd={() => {
            setOpen(page.id, true);
            setTyping({ under: page.id });
          }}
        />
      ),
    }),
    [workspace, mayMake, setOpen, move],
  );

  /** Ends the typing of a title. Whoever ended it by a key is back on the page it was about. */
  const typed = (page: string) => {
    const byKey = document.activeElement instanceof HTMLInputElement && list.current?.contains(document.activeElement);
    setTyping(null);
    if (byKey) requestAnimationFrame(() => list.current && focusOn(list.current, page));
  };
  const create = async (title: string, under: string) => {
    typed(under);
    try {
      const made = await api.workspaces.createPage(workspace, title, newKey(), under);
      await navigate({ to: "/w/$workspace/p/$page", params: { workspace, page: made.id } });
    } catch (cause) {
      failed(cause);
    }
  };
  const rename = (page: string, title: string) => {
    typed(page);
    ask(room, { type: "page.rename", page, title }).catch(failed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (!list.current) return;
    onTreeKey(event, {
      list: list.current,
      pages,
      seen,
      open,
      setOpen,
      ...(mayMake ? { move, rename: (page: string) => setTyping({ page }) } : {}),
    });
  };

  const tabStop = [stop, current].find((id) => seen.some(({ page }) => page.id === id)) ?? seen[0]?.page.id;
  const rowOf = ({ page, level, children }: PageBranch) =>
    typing && "page" in typing && typing.page === page.id ? (
      <TitleField
        label={`New title of ${page.title}`}
        title={page.title}
        onDone={(title) => rename(page.id, title)}
        onLeave={() => typed(page.id)}
      />
    ) : (
      <PageRow
        page={page}
        level={level}
        open={children.length > 0 ? open.has(page.id) : null}
        current={page.id === current}
        stop={page.id === tabStop}
        acts={acts}
      />
    );
  const branches = (of: readonly PageBranch[]) =>
    of.map((branch) => {
      const { page, children } = branch;
      const addsHere = typing !== null && "under" in typing && typing.under === page.id;
      const isOpen = children.length > 0 && open.has(page.id);
      return (
        <li key={page.id}>
          {rowOf(branch)}
          {isOpen || addsHere ? (
            <ul aria-label={`Pages in ${page.title}`}>
              {isOpen ? branches(children) : null}
              {addsHere ? (
                <li style={{ paddingInlineStart: `${branch.level * 0.875}rem` }}>
                  <TitleField
                    label={`Title of the new page in ${page.title}`}
                    title=""
                    onDone={(title) => void create(title, page.id)}
                    onLeave={() => typed(page.id)}
                  />
                </li>
              ) : null}
            </ul>
          ) : null}
        </li>
      );
    });

  return (
    <>
      <ul
        ref={list}
        aria-label="Pages"
        className="grid gap-px"
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const { page } = target instanceof HTMLElement ? target.dataset : {};
          if (page) setStop(page);
        }}
      >
        {branches(tree)}
      </ul>
      <AskedOfPage question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

/** Where `dragged` goes when it is let go on a side of `target`. */
function placeOf(pages: readonly Page[], dragged: string, target: Page, side: DropSide) {
  switch (side) {
    case "before":
      return placeBefore(pages, dragged, target);
    case "after":
      return { parent: target.parentId, after: target.id };
    case "inside":
      return { parent: target.id };
  }
}

import { MessageSquare } from "lucide-react";
import { useRef, useState } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { type OpenDoc, useDocPeers } from "../../../react/doc.ts";
import { usePages } from "../../../react/pages.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Chip } from "../../design/chip.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { DocStatusLine } from "../text/doc-status.tsx";
import { DocText, isEditable } from "../text/doc-text.tsx";
import { makesPages, useWorkspace } from "../workspace/workspace.tsx";
import { PageCrumbs } from "./page-crumbs.tsx";
import { PageMenu } from "./page-menu.tsx";
import { PageTitle } from "./page-title.tsx";
import { SubPages } from "./sub-pages.tsx";

interface PageViewProps {
  page: Page;
  open: OpenDoc;
  /** Whether what is said about it stands beside it. */
  comments: "open" | "closed";
  onComments: () => void;
}

/** A page: where it stands, whether it is saved, who is on it, its title, its text, and the pages in it. */
export function PageView({ page, open, comments, onComments }: PageViewProps) {
  const { room, role } = useWorkspace();
  const { me } = useSignedIn();
  const pages = usePages(room);
  const peers = useDocPeers(open.view?.awareness ?? null, me.id);
  const [adding, setAdding] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const article = useRef<HTMLElement>(null);
  const mayWrite = role !== "viewer";
  return (
    <article ref={article} className="mx-auto grid w-full max-w-3xl gap-3 px-6 pt-4 pb-16 max-md:px-4">
      <header className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageCrumbs page={page} pages={pages} />
          <ul className="flex items-center gap-1" aria-label="Also on this page">
            {peers.map((peer) => (
              <li key={peer.id} className="flex">
                <Avatar user={peer.id} name={peer.name} size="sm" />
              </li>
            ))}
          </ul>
          {open.access?.readOnly ? <Chip>Read only</Chip> : null}
          <DocStatusLine status={open.status} />
          <IconButton icon={MessageSquare} label="Comments" aria-pressed={comments === "open"} onClick={onComments} />
          <PageMenu page={page} onRename={() => title.current?.select()} onAdd={() => setAdding(true)} />
        </div>
        <PageTitle
          page={page}
          editable={mayWrite}
          field={title}
          onEnter={() => article.current?.querySelector<HTMLElement>(".tiptap")?.focus()}
        />
      </header>
      <div className="[&_.tiptap]:min-h-[45dvh]">
        <DocText open={open} label={`Text of ${page.title}`} noun="page" editable={isEditable(open, mayWrite)} />
      </div>
      <SubPages page={page} pages={pages} mayMake={makesPages(role)} adding={adding} onAdd={setAdding} />
    </article>
  );
}

import { lazy, Suspense, useEffect } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useDoc, useDocPeers } from "../../../react/doc.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { colourOf } from "./colours.ts";
import { DocStatusLine } from "./doc-status.tsx";
import { PageMenu } from "./page-menu.tsx";
import { PageTitle } from "./page-title.tsx";
import "./page.css";

// What knows the text's schema is the larger part of the app, and most visits begin elsewhere.
const Editor = lazy(() => import("./editor.tsx"));
const SetAsideNotices = lazy(() => import("./set-aside.tsx"));

/** A page: its title, whether it is saved, who is on it, and its text. */
export function PageView({ page, mayChange }: { page: Page; mayChange: boolean }) {
  const { api, me, copies } = useSignedIn();
  const { session, view, status, access, aside } = useDoc(api, page.docId, copies);
  const peers = useDocPeers(view?.awareness ?? null, me.id);
  const wouldBeLost = status.name === "offline" && status.unsaved && status.kept !== "yes";
  useEffect(() => {
    if (!wouldBeLost) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [wouldBeLost]);

  // Until the room has spoken, the workspace's word on this user's role stands.
  const editable = status.name !== "closed" && (access ? !access.readOnly : mayChange);
  return (
    <article className="page">
      <header className="page-head">
        <PageTitle page={page} editable={mayChange} />
        <div className="page-facts row">
          <DocStatusLine status={status} />
          {access?.readOnly ? <span className="small quiet">Read only</span> : null}
          <ul className="page-peers row small" aria-label="Also on this page">
            {peers.map((peer) => (
              <li key={peer.id} className="row">
                <span className="dot" style={{ background: colourOf(peer.id) }} />
                {peer.name}
              </li>
            ))}
          </ul>
          {mayChange ? <PageMenu page={page} /> : null}
        </div>
      </header>
      {status.name === "closed" && session ? (
        <Notice tone="danger">
          <p>{status.sentence}</p>
          <div>
            <Button size="small" onClick={() => session.retry()}>
              Try again
            </Button>
          </div>
        </Notice>
      ) : null}
      {session && aside.length > 0 ? (
        <Suspense fallback={null}>
          <SetAsideNotices session={session} aside={aside} />
        </Suspense>
      ) : null}
      {view ? (
        <Suspense fallback={<p className="quiet">Opening the page…</p>}>
          <Editor
            key={view.doc.guid}
            view={view}
            user={{ name: me.name, color: colourOf(me.id) }}
            editable={editable}
            label={`Text of ${page.title}`}
          />
        </Suspense>
      ) : status.name === "closed" ? null : (
        <p className="quiet" aria-busy="true">
          {status.name === "offline"
            ? "This page is not kept on this device. It opens when you are online."
            : "Opening the page…"}
        </p>
      )}
    </article>
  );
}

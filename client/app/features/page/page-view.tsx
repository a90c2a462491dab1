import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useDoc, useDocPeers } from "../../../react/doc.ts";
import { usePersonColour } from "../../design/person-colours.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { DocStatusLine } from "../text/doc-status.tsx";
import { DocText, isEditable } from "../text/doc-text.tsx";
import { PageMenu } from "./page-menu.tsx";
import { PageTitle } from "./page-title.tsx";
import "./page.css";

/** A page: its title, whether it is saved, who is on it, and its text. */
export function PageView({ page, mayChange }: { page: Page; mayChange: boolean }) {
  const colourOf = usePersonColour();
  const { api, me, copies } = useSignedIn();
  const open = useDoc(api, page.docId, copies);
  const peers = useDocPeers(open.view?.awareness ?? null, me.id);
  return (
    <article className="page">
      <header className="page-head">
        <PageTitle page={page} editable={mayChange} />
        <div className="page-facts row">
          <DocStatusLine status={open.status} />
          {open.access?.readOnly ? <span className="small quiet">Read only</span> : null}
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
      <DocText open={open} label={`Text of ${page.title}`} noun="page" editable={isEditable(open, mayChange)} />
    </article>
  );
}

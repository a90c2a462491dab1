import { useMemo } from "react";
import * as Y from "yjs";
import { TEXT_FIELD } from "../../../../durable-objects/doc/text/protocol.ts";
import type { SetAside } from "../../../sdk/doc/database.ts";
import type { DocSession } from "../../../sdk/doc/session.ts";
import { Button } from "../../design/button.tsx";
import { CopyButton } from "../../design/copy-button.tsx";
import { Notice } from "../../design/notice.tsx";
import { plainText } from "./plain-text.ts";

/** Writing that the server did not take: why, and what can be done with it. */
export default function SetAsideNotices({ session, aside }: { session: DocSession; aside: readonly SetAside[] }) {
  return aside.map((entry) => <SetAsideNotice key={entry.id} session={session} entry={entry} />);
}

function SetAsideNotice({ session, entry }: { session: DocSession; entry: SetAside }) {
  const text = useMemo(() => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, entry.update);
    const words = plainText(doc.getXmlFragment(TEXT_FIELD));
    doc.destroy();
    return words;
  }, [entry]);
  return (
    <Notice tone="warn">
      <p>
        <strong>Some of your writing was not saved.</strong> {entry.message} Your version of{" "}
        {new Date(entry.at).toLocaleString()} is kept in this browser.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {session.canPutBack(entry) ? (
          <Button size="sm" onClick={() => void session.putBack(entry)}>
            Try to put it back
          </Button>
        ) : null}
        <CopyButton text={text}>Copy its text</CopyButton>
        <Button size="sm" look="danger" onClick={() => void session.shelf.discard(entry.id)}>
          Discard it
        </Button>
      </div>
      <details>
        <summary className="w-fit">Show its text</summary>
        <pre className="max-h-80 overflow-auto pt-2 font-sans whitespace-pre-wrap text-ink" dir="auto">
          {text}
        </pre>
      </details>
    </Notice>
  );
}

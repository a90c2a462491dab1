import { useQuery } from "@tanstack/react-query";
import type { OpenDoc } from "../../../react/doc.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { usePersonColour } from "../../design/person-colours.ts";
import { useStaying } from "../../design/use-staying.ts";
import { Skeleton } from "../../design/waiting.tsx";
import { partQuery } from "../../queries/parts.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { SetAside } from "./set-aside-part.tsx";
// Not of the editor's own: Vite asks for a style sheet once, and an editor that was tried again would have none.
import "./editor.css";

// What knows the text's schema is the larger part of the app, and most visits begin elsewhere.
const EDITOR = partQuery("editor", () => import("./editor.tsx"));

interface DocTextProps {
  open: OpenDoc;
  /** What screen readers call the text. */
  label: string;
  /** What the text belongs to, as in "This page is not kept on this device". */
  noun: string;
  editable: boolean;
}

/** The text of a doc, and what is to be told of it: that it is closed, or that some writing was set aside. */
export function DocText({ open: { session, view, status, aside }, label, noun, editable }: DocTextProps) {
  const { me } = useSignedIn();
  const colourOf = usePersonColour();
  useStaying(status.name === "offline" && status.unsaved && status.kept !== "yes");
  const { data: Editor, isError: cannotShow, refetch: loadAgain } = useQuery(EDITOR);
  return (
    <div className="grid gap-3 *:min-w-0">
      {status.name === "closed" && session ? (
        <Notice tone="danger">
          <p>{status.sentence}</p>
          <div>
            <Button size="sm" onClick={() => session.retry()}>
              Try again
            </Button>
          </div>
        </Notice>
      ) : null}
      {session ? <SetAside session={session} aside={aside} /> : null}
      {view && Editor ? (
        <Editor
          key={view.doc.guid}
          view={view}
          user={{ name: me.name, color: colourOf(me.id) }}
          editable={editable}
          label={label}
        />
      ) : view && cannotShow ? (
        <Notice tone="warn">
          <p>What shows the text could not be loaded. Nothing is lost; it takes a network.</p>
          <div>
            <Button size="sm" onClick={() => void loadAgain()}>
              Try again
            </Button>
          </div>
        </Notice>
      ) : view === null && status.name === "closed" ? null : view === null && status.name === "offline" ? (
        <p className="text-quiet">This {noun} is not kept on this device. It opens when you are online.</p>
      ) : (
        <Opening noun={noun} />
      )}
    </div>
  );
}

function Opening({ noun }: { noun: string }) {
  return (
    <div className="grid gap-2">
      <p className="unseen">Opening the {noun}…</p>
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-5/6" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  );
}

/** Whether a doc can be written in now; until its room has spoken, `mayChange` stands, which is the workspace's word. */
export function isEditable({ status, access }: OpenDoc, mayChange: boolean): boolean {
  return status.name !== "closed" && (access ? !access.readOnly : mayChange);
}

import "../call.css";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useObserved } from "../../../../react/observed.ts";
import { holdsOn, type OpenCall } from "../calling.ts";
import { KnownFaces } from "../faces.tsx";
import { useIsOnPage } from "../use-is-on-page.ts";
import { MiniWindow } from "./mini-window.tsx";
import { comeBack, outsideWindow } from "./outside.ts";

/** The call in small: over every page but its own while one is in it, or in a window above all others. */
export function MiniCall({ open }: { open: OpenCall }) {
  const isOnPage = useIsOnPage(open);
  const outside = useObserved(outsideWindow);
  // What holds one in the call is asked of its state, which is watched here for that.
  useObserved(open.session.state);
  const isHeld = holdsOn(open);
  useEffect(() => {
    if (!isHeld) comeBack();
  }, [isHeld]);
  useEffect(() => comeBack, []);
  if (!isHeld) return null;
  if (!outside && isOnPage) return null;
  const small = (
    <KnownFaces>
      <MiniWindow open={open} place={outside ? "outside" : "here"} />
    </KnownFaces>
  );
  return outside ? createPortal(small, outside.document.body) : small;
}

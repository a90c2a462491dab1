import { lazy, Suspense } from "react";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";

// Most messages have no picture, and most pictures are looked at where they stand.
const Surface = lazy(() => import("./lightbox-surface.tsx"));

export interface LightboxProps {
  pictures: readonly Attachment[];
  /** The id of the one that is shown. */
  shown: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** The pictures of a message one by one, as large as the window. */
export function Lightbox(props: LightboxProps) {
  return (
    <Suspense fallback={null}>
      <Surface {...props} />
    </Suspense>
  );
}

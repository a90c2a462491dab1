import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { sizeInWords } from "../../words/sizes.ts";
import { addressOfFile } from "./address.ts";

/** The largest that a picture is shown among messages, in px; among others of its message, smaller. */
const ALONE = { width: 360, height: 300 };
const AMONG_OTHERS = { width: 200, height: 160 };
/** Where nobody could tell how large it is. */
const UNKNOWN = { width: 200, height: 150 };
/** A line of pixels is still to be hit. */
const LEAST = 28;

interface PictureProps {
  picture: Attachment;
  /** Whether its message has others. */
  among: "none" | "others";
  onOpen: () => void;
}

/** A picture of a message in the room it will need, so that nothing moves when it comes; it opens large. */
export function Picture({ picture, among, onOpen }: PictureProps) {
  const [broken, setBroken] = useState(false);
  const { width, height } = sizeOf(picture, among === "others" ? AMONG_OTHERS : ALONE);
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={`Open the picture ${picture.name}`}
      title={`${picture.name}, ${sizeInWords(picture.size)}`}
      className="block max-w-full overflow-hidden rounded-lg border border-line bg-sunk"
      style={{ width, aspectRatio: `${width} / ${height}` }}
    >
      {broken ? (
        <span className="grid size-full place-content-center justify-items-center gap-1 p-2 text-xs text-quiet">
          <ImageOff aria-hidden className="size-5" />
          Not to be shown now
        </span>
      ) : (
        <img
          src={addressOfFile(picture.id)}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full object-contain"
          onError={() => setBroken(true)}
        />
      )}
    </button>
  );
}

function sizeOf({ width, height }: Attachment, most: { width: number; height: number }) {
  if (width === null || height === null) return UNKNOWN;
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(LEAST, Math.round(width * scale)), height: Math.max(LEAST, Math.round(height * scale)) };
}

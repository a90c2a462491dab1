import { useRef } from "react";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { OwnMediaControl } from "../controls/own-media-controls.tsx";
import { Picture } from "../stage/picture.tsx";
import { TileFace } from "../stage/tile-face.tsx";
import { useSize } from "../stage/use-size.ts";
import { useOwnMedia } from "../use-own-media.ts";

interface PreviewProps {
  session: CallSession;
  user: string;
  name: string;
  /** Why one will send nothing, if so. */
  refused: string | undefined;
}

/** Oneself as the others will see one, and what they will hear. */
export function Preview({ session, user, name, refused }: PreviewProps) {
  const { camera } = useOwnMedia(session);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const label = cameraWords(camera.state);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div ref={frame} className="call-preview">
        <TileFace user={user} name={name} room={size ? Math.min(size.width, size.height) : 0} />
        {camera.state === "on" ? (
          <Picture stream={session.local.camera} label="Your camera" shows="face" mirrored="mirrored" />
        ) : null}
        {label ? (
          <span className="call-plates" data-at="foot" role="status">
            <span className="call-plate">{label}</span>
          </span>
        ) : null}
      </div>
      <div className="flex justify-center gap-3">
        <OwnMediaControl source="microphone" session={session} choice="elsewhere" refused={refused} />
        <OwnMediaControl source="camera" session={session} choice="elsewhere" refused={refused} />
      </div>
    </div>
  );
}

function cameraWords(state: "off" | "asking" | "on" | "failed"): string | null {
  if (state === "asking") return "Your browser asks whether this page may use your camera…";
  return state === "off" ? "Your camera is off" : null;
}

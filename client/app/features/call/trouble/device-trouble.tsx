import type { CallSession } from "../../../../sdk/call/session.ts";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useOwnMedia } from "../use-own-media.ts";
import { failureWords } from "./failure-words.ts";

interface DeviceTroubleProps {
  session: CallSession;
  /** Whether other devices can be chosen right below. */
  onDevices?: (() => void) | undefined;
}

/** Why one is not heard or seen, and each way out; nothing while all is well. */
export function DeviceTrouble({ session, onDevices }: DeviceTroubleProps) {
  const { microphone, camera } = useOwnMedia(session);
  const failed = [
    { source: "microphone", failure: microphone.state === "failed" ? microphone.failure : null },
    { source: "camera", failure: camera.state === "failed" ? camera.failure : null },
  ] as const;
  return failed.map(({ source, failure }) => {
    if (failure === null) return null;
    const { title, way, again } = failureWords(source, failure);
    const set = (on: "on" | "off") => {
      const { local } = session;
      void (source === "microphone" ? local.setMicrophone(on === "on") : local.setCamera(on === "on"));
    };
    return (
      <Notice key={source} tone="warn">
        <p>
          <strong className="font-semibold">{title}.</strong> {way}
        </p>
        <div className="flex flex-wrap gap-2">
          {again === null ? null : (
            <Button size="sm" onClick={() => set("on")}>
              {again}
            </Button>
          )}
          {onDevices ? (
            <Button size="sm" onClick={onDevices}>
              Choose another
            </Button>
          ) : null}
          <Button size="sm" look="quiet" onClick={() => set("off")}>
            Go on without
          </Button>
        </div>
      </Notice>
    );
  });
}

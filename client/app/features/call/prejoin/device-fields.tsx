import { useEffect } from "react";
import type { DeviceKind } from "../../../../sdk/call/local.ts";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { SelectField } from "../../../design/field.tsx";
import { DEVICE_WORDS, deviceOptions } from "../trouble/device-words.ts";
import { useChoosing } from "../trouble/use-choosing.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { LevelMeter } from "./level-meter.tsx";
import { SpeakerTest } from "./speaker-test.tsx";

/** Which microphone, camera and speaker are used, with a sign of each that it works. */
export function DeviceFields({ session }: { session: CallSession }) {
  const { microphone, chosen } = useOwnMedia(session);
  // What was plugged in while nobody looked.
  useEffect(() => void session.local.look(), [session]);
  return (
    <div className="grid grid-cols-1 gap-3">
      <DeviceField session={session} kind="camera" />
      <div className="grid grid-cols-1 gap-1.5">
        <DeviceField session={session} kind="microphone" />
        {microphone.state === "on" ? <LevelMeter local={session.local} /> : null}
      </div>
      <div className="grid grid-cols-1 gap-1.5">
        <DeviceField session={session} kind="speaker" />
        <SpeakerTest speaker={chosen.speaker} />
      </div>
    </div>
  );
}

function DeviceField({ session, kind }: { session: CallSession; kind: DeviceKind }) {
  const { options, chosen } = deviceOptions(useOwnMedia(session), kind);
  const choose = useChoosing(session);
  // A browser that lets nobody choose a speaker tells of none.
  if (options.length === 0 && kind === "speaker") return null;
  return (
    <SelectField
      label={DEVICE_WORDS[kind]}
      value={chosen}
      disabled={options.length === 0}
      onChange={({ target }) => choose(kind, target.value)}
    >
      {options.length === 0 ? <option value="">None was found</option> : null}
      {options.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

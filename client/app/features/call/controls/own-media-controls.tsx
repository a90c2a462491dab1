import { ChevronUp, Mic, MicOff, Video, VideoOff } from "lucide-react";
import type { DeviceKind } from "../../../../sdk/call/local.ts";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { IconButton } from "../../../design/icon-button.tsx";
import { Menu, MenuHeading, MenuRadio } from "../../../design/menu.tsx";
import { DEVICE_WORDS, deviceOptions } from "../trouble/device-words.ts";
import { useChoosing } from "../trouble/use-choosing.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { CallButton } from "./call-button.tsx";
import { KEYS } from "./keys.ts";

/** How each is shown, and which devices are chosen beside it. */
const SOURCES = {
  microphone: {
    ...{ words: "microphone", icons: { on: Mic, off: MicOff }, shortcut: KEYS.microphone },
    devices: { label: "Sound devices", kinds: ["microphone", "speaker"] },
  },
  camera: {
    ...{ words: "camera", icons: { on: Video, off: VideoOff }, shortcut: KEYS.camera },
    devices: { label: "Cameras", kinds: ["camera"] },
  },
} as const;

interface OwnMediaControlProps {
  source: keyof typeof SOURCES;
  session: CallSession;
  /** Whether the devices can be chosen right here. */
  choice: "beside" | "elsewhere";
  /** Why one may not send anything, if one may not. */
  refused?: string | undefined;
}

/** Turns the microphone or the camera on and off, and changes it. */
export function OwnMediaControl({ source, session, choice, refused }: OwnMediaControlProps) {
  const { state } = useOwnMedia(session)[source];
  const { words, icons, shortcut, devices } = SOURCES[source];
  const isOn = state === "on";
  const { local } = session;
  return (
    <span className="flex items-center">
      <CallButton
        icon={icons[isOn ? "on" : "off"]}
        look={isOn ? "plain" : "off"}
        label={refused ?? `Turn ${isOn ? "off" : "on"} ${words}`}
        shortcut={shortcut}
        aria-busy={state === "asking"}
        disabled={refused !== undefined}
        onClick={() => void (source === "microphone" ? local.setMicrophone(!isOn) : local.setCamera(!isOn))}
      />
      {choice === "beside" ? <DeviceMenu session={session} {...devices} /> : null}
    </span>
  );
}

interface DeviceMenuProps {
  session: CallSession;
  kinds: readonly DeviceKind[];
  label: string;
}

function DeviceMenu({ session, kinds, label }: DeviceMenuProps) {
  const state = useOwnMedia(session);
  const choose = useChoosing(session);
  return (
    <span className="max-md:hidden">
      <Menu label={label} trigger={<IconButton icon={ChevronUp} label={label} size="sm" />}>
        {kinds.map((kind) => {
          const { options, chosen } = deviceOptions(state, kind);
          return options.length === 0 ? null : (
            <div key={kind}>
              <MenuHeading>{DEVICE_WORDS[kind]}</MenuHeading>
              <MenuRadio
                label={DEVICE_WORDS[kind]}
                value={chosen}
                options={options}
                onChange={(device) => choose(kind, device)}
              />
            </div>
          );
        })}
      </Menu>
    </span>
  );
}

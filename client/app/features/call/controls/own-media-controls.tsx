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

interface OwnMediaProps {
  session: CallSession;
  /** Whether the devices can be chosen right here. */
  choice: "beside" | "elsewhere";
  /** Why one may not speak, if one may not. */
  refused?: string | undefined;
}

/** Turns the microphone on and off, and changes it. */
export function MicrophoneControl({ session, choice, refused }: OwnMediaProps) {
  const { microphone } = useOwnMedia(session);
  const isOn = microphone.state === "on";
  const label = refused ?? (isOn ? "Turn off microphone" : "Turn on microphone");
  return (
    <span className="flex items-center">
      <CallButton
        icon={isOn ? Mic : MicOff}
        look={isOn ? "plain" : "off"}
        label={label}
        shortcut={KEYS.microphone}
        aria-busy={microphone.state === "asking"}
        disabled={refused !== undefined}
        onClick={() => void session.local.setMicrophone(!isOn)}
      />
      {choice === "beside" ? (
        <DeviceMenu session={session} kinds={["microphone", "speaker"]} label="Sound devices" />
      ) : null}
    </span>
  );
}

/** Turns the camera on and off, and changes it. */
export function CameraControl({ session, choice, refused }: OwnMediaProps) {
  const { camera } = useOwnMedia(session);
  const isOn = camera.state === "on";
  const label = refused ?? (isOn ? "Turn off camera" : "Turn on camera");
  return (
    <span className="flex items-center">
      <CallButton
        icon={isOn ? Video : VideoOff}
        look={isOn ? "plain" : "off"}
        label={label}
        shortcut={KEYS.camera}
        aria-busy={camera.state === "asking"}
        disabled={refused !== undefined}
        onClick={() => void session.local.setCamera(!isOn)}
      />
      {choice === "beside" ? <DeviceMenu session={session} kinds={["camera"]} label="Cameras" /> : null}
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

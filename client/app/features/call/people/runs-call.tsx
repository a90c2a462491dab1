import { MicOff } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { Switch } from "../../../design/switch.tsx";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";

/** How the call is run, for those who run it. */
export function RunsCall() {
  const { session, state } = useShownCall();
  const act = useCallAct();
  const { locked, lobby, mayUnmute } = state.settings;
  const isAnyLoud = state.peers.some(({ self, role, media }) => !self && role === "peer" && media.audio);
  return (
    <section aria-label="Running the call" className="grid gap-3 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">Running the call</h3>
      <Switch
        label="Locked"
        hint="Nobody new comes in, but whom you let in."
        checked={locked}
        onChange={(on) => act(session.changeSettings({ locked: on }))}
      />
      <Switch
        label="Everyone waits to be let in"
        hint="Otherwise only guests do."
        checked={lobby === "everyone"}
        onChange={(on) => act(session.changeSettings({ lobby: on ? "everyone" : "guests" }))}
      />
      <Switch
        label="People may unmute themselves"
        hint="Whom you mute can speak again by themselves."
        checked={mayUnmute}
        onChange={(on) => act(session.changeSettings({ mayUnmute: on }))}
      />
      <div>
        <Button size="sm" disabled={!isAnyLoud} onClick={() => act(session.muteAll())}>
          <MicOff aria-hidden />
          Mute all
        </Button>
      </div>
    </section>
  );
}

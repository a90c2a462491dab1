import { useState } from "react";
import { useObserved } from "../../../react/observed.ts";
import { CallHead } from "./call-head.tsx";
import { ChatPane } from "./chat-pane.tsx";
import { beside } from "./choices.ts";
import { ControlBar } from "./controls/control-bar.tsx";
import { PageKeys } from "./controls/page-keys.tsx";
import { useShownCall } from "./open-call.tsx";
import { Alone } from "./people/alone.tsx";
import { PeoplePane } from "./people/people-pane.tsx";
import { RemoveQuestion } from "./people/remove-question.tsx";
import { DeviceDialog } from "./prejoin/device-dialog.tsx";
import { Stage } from "./stage/stage.tsx";
import { ConnectionNotice } from "./trouble/connection-notice.tsx";
import { DeviceTrouble } from "./trouble/device-trouble.tsx";
import { FullNotice } from "./trouble/full-notice.tsx";
import { MutedHint } from "./trouble/muted-hint.tsx";
import { PathNotice } from "./trouble/path-notice.tsx";
import { SharingNotice } from "./trouble/sharing-notice.tsx";
import { SoundNotice } from "./trouble/sound-notice.tsx";

/** Who has just gone in by a button that is gone goes on from here; whoever is elsewhere stays there. */
function focusIfFree(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}

/** The call while one is in it: the pictures, what is to be told, who is here or the chat beside, and what one can do. */
export function InCall() {
  const { session, state, name } = useShownCall();
  const now = useObserved(beside);
  const [shows, setShows] = useState<"nothing" | "devices">("nothing");
  const toDevices = () => setShows("devices");
  return (
    <main ref={focusIfFree} tabIndex={-1} aria-label={name} className="flex min-h-0 flex-1 flex-col outline-none">
      <CallHead />
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col gap-2 bg-sunk p-2">
          <ConnectionNotice />
          <SoundNotice session={session} />
          <SharingNotice />
          <FullNotice />
          <PathNotice />
          <DeviceTrouble session={session} onDevices={toDevices} />
          <Stage />
          <Alone />
          <MutedHint session={session} />
        </div>
        {now === "people" ? <PeoplePane /> : null}
        {now === "chat" ? <ChatPane call={state.call.id} /> : null}
      </div>
      <ControlBar onDevices={toDevices} />
      <PageKeys />
      <RemoveQuestion />
      {shows === "devices" ? <DeviceDialog session={session} onClose={() => setShows("nothing")} /> : null}
    </main>
  );
}

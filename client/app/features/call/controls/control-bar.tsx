import { Ellipsis, Hand, MessageSquare, MonitorUp, MonitorX, UsersRound } from "lucide-react";
import type { MouseEvent } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { Menu, MenuItem, MenuLine } from "../../../design/menu.tsx";
import { useNarrow } from "../../../design/narrow.ts";
import { countInWords } from "../../../words/counts.ts";
import { useUnreadChat } from "../../call-chat/use-unread-chat.ts";
import { beside } from "../choices.ts";
import { useShownCall } from "../open-call.tsx";
import { useSharing } from "../trouble/use-sharing.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { CallButton } from "./call-button.tsx";
import { KEYS } from "./keys.ts";
import { LeaveControl } from "./leave-control.tsx";
import { OwnMediaControl } from "./own-media-controls.tsx";
import { ReactControl } from "./react-control.tsx";
import { ShareControl } from "./share-control.tsx";
import { useHand } from "./use-hand.ts";
import { useRefusal } from "./use-refusal.ts";
import { ViewItems, ViewMenu } from "./view-menu.tsx";

/** What one does in a call: at the foot of it, in reach of a thumb. */
export function ControlBar({ onDevices }: { onDevices: () => void }) {
  const { session } = useShownCall();
  const narrow = useNarrow();
  const refused = useRefusal();
  const choice = narrow ? "elsewhere" : "beside";
  return (
    <div
      role="toolbar"
      aria-label="Call"
      className="call-bar flex shrink-0 items-center justify-center gap-2 border-t border-line bg-paper px-2 py-2.5 max-md:gap-1.5"
      onMouseDown={keepFocus}
    >
      <OwnMediaControl source="microphone" session={session} choice={choice} refused={refused} />
      <OwnMediaControl source="camera" session={session} choice={choice} refused={refused} />
      {narrow ? null : <ShareControl refused={refused} />}
      <ReactControl />
      {narrow ? null : <HandControl />}
      {narrow ? null : <ViewMenu onDevices={onDevices} />}
      <PeopleControl />
      <ChatControl />
      {narrow ? <MoreMenu onDevices={onDevices} /> : null}
      <LeaveControl />
    </div>
  );
}

/** A click takes no focus: the space bar would do the same again, while one means to hold it and speak. */
function keepFocus(event: MouseEvent): void {
  // What opens above the bar is of it for React only, and takes the focus as it needs to.
  if (event.target instanceof Node && event.currentTarget.contains(event.target)) event.preventDefault();
}

function HandControl() {
  const { isUp, toggle } = useHand();
  return (
    <CallButton
      icon={Hand}
      look={isUp ? "on" : "plain"}
      label={isUp ? "Lower your hand" : "Raise your hand"}
      shortcut={KEYS.hand}
      onClick={toggle}
    />
  );
}

function PeopleControl() {
  const { state } = useShownCall();
  const now = useObserved(beside);
  const waiting = state.knocks.length;
  const says = [`${state.peers.length} in the call`, waiting > 0 ? `${waiting} waiting` : ""]
    .filter(Boolean)
    .join(", ");
  return (
    <CallButton
      icon={UsersRound}
      look={now === "people" ? "on" : "plain"}
      label={`People: ${says}`}
      shortcut={KEYS.people}
      aria-expanded={now === "people"}
      count={waiting}
      onClick={() => beside.set(now === "people" ? "nothing" : "people")}
    />
  );
}

function ChatControl() {
  const { state } = useShownCall();
  const now = useObserved(beside);
  const unread = useUnreadChat(state.call.id);
  return (
    <CallButton
      icon={MessageSquare}
      look={now === "chat" ? "on" : "plain"}
      label={unread > 0 ? `Chat: ${countInWords(unread, "unread")}` : "Chat"}
      count={unread}
      shortcut={KEYS.chat}
      aria-expanded={now === "chat"}
      onClick={() => beside.set(now === "chat" ? "nothing" : "chat")}
    />
  );
}

/** What has no place in the bar of a phone. */
function MoreMenu({ onDevices }: { onDevices: () => void }) {
  const { session } = useShownCall();
  const { isUp, toggle } = useHand();
  const { screen } = useOwnMedia(session);
  const share = useSharing(session);
  const refused = useRefusal();
  const isOn = screen.state === "on";
  return (
    <Menu
      label="More"
      align="end"
      trigger={
        <CallButton icon={Ellipsis} label={isUp ? "More, your hand is up" : "More"} look={isUp ? "on" : "plain"} />
      }
    >
      <MenuItem icon={Hand} onSelect={toggle}>
        {isUp ? "Lower your hand" : "Raise your hand"}
      </MenuItem>
      <MenuItem icon={isOn ? MonitorX : MonitorUp} disabled={refused !== undefined} onSelect={() => void share()}>
        {isOn ? "Stop sharing" : "Share your screen"}
      </MenuItem>
      <MenuLine />
      <ViewItems onDevices={onDevices} />
    </Menu>
  );
}

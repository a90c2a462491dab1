import type { Json } from "../room/acceptance.ts";
import type { Change } from "./change.ts";
import { changeSettings, endForAll, lowerHand, mute, muteAll, remove, setCohost, stopScreen } from "./hosting/acts.ts";
import { answerKnock, cancelKnock } from "./lobby/knocking.ts";
import type { Asker } from "./participant.ts";
import type { CallCommand } from "./protocol.ts";
import { setHand, setMedia, setPlace, setQuality } from "./seats/acts.ts";
import { join } from "./seats/joining.ts";
import { leave } from "./seats/leaving.ts";

/** Does what a socket asks. @throws RoomError for what is refused */
export function perform(change: Change, asker: Asker, command: CallCommand): Json | undefined {
  switch (command.type) {
    case "call.join":
      return join(change, asker, command);
    case "call.leave":
      return void leave(change, asker);
    case "knock.cancel":
      return void cancelKnock(change, asker);
    case "peer.media":
      return void setMedia(change, asker, command.media);
    case "peer.place":
      return void setPlace(change, asker, command.place);
    case "peer.hand":
      return void setHand(change, asker, command.up);
    case "peer.quality":
      return void setQuality(change, asker, command.quality);
    case "knock.answer":
      return void answerKnock(change, asker, command.user, command.admit);
    case "peer.mute":
      return void mute(change, asker, command.peer);
    case "peers.mute":
      return void muteAll(change, asker);
    case "peer.stop_screen":
      return void stopScreen(change, asker, command.peer);
    case "peer.lower_hand":
      return void lowerHand(change, asker, command.peer);
    case "peer.remove":
      return void remove(change, asker, command.peer);
    case "peer.cohost":
      return void setCohost(change, asker, command.peer, command.on);
    case "settings.change":
      return void changeSettings(change, asker, command.set);
    case "call.end":
      return void endForAll(change, asker);
  }
}

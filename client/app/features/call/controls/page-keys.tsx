import { Hand, LayoutGrid, MessageSquare, MonitorUp, UsersRound } from "lucide-react";
import { useCommand } from "../../shortcuts/use-command.ts";
import { beside, callView, pinned } from "../choices.ts";
import { useShownCall } from "../open-call.tsx";
import { useSharing } from "../trouble/use-sharing.ts";
import { KEYS } from "./keys.ts";
import { usePushToTalk } from "./push-to-talk.ts";
import { useHand } from "./use-hand.ts";
import { useRefusal } from "./use-refusal.ts";

/** What keys do on the page of a call. */
export function PageKeys() {
  const { session } = useShownCall();
  const mayPublish = useRefusal() === undefined;
  const share = useSharing(session);
  const { toggle } = useHand();
  usePushToTalk(session, mayPublish);
  useCommand({
    id: "call:share",
    words: "Share your screen, or stop sharing it",
    group: "call",
    icon: MonitorUp,
    keys: KEYS.share,
    when: () => mayPublish,
    run: share,
  });
  useCommand({
    id: "call:hand",
    words: "Raise or lower your hand",
    group: "call",
    icon: Hand,
    keys: KEYS.hand,
    run: toggle,
  });
  useCommand({
    id: "call:view",
    words: "Show all alike, or who speaks large",
    keywords: ["grid", "speaker"],
    group: "call",
    icon: LayoutGrid,
    keys: KEYS.view,
    run: () => {
      pinned.set(null);
      callView.set(callView.value === "grid" ? "speaker" : "grid");
    },
  });
  useCommand({
    id: "call:people",
    words: "Show or hide the people in the call",
    group: "call",
    icon: UsersRound,
    keys: KEYS.people,
    run: () => beside.set(beside.value === "people" ? "nothing" : "people"),
  });
  useCommand({
    id: "call:chat",
    words: "Show or hide the chat of the call",
    group: "call",
    icon: MessageSquare,
    keys: KEYS.chat,
    run: () => beside.set(beside.value === "chat" ? "nothing" : "chat"),
  });
  return null;
}

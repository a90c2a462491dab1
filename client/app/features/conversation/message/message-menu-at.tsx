import { useQuery } from "@tanstack/react-query";
import { createPortal } from "react-dom";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { partQuery } from "../../../queries/parts.ts";

const OPEN = partQuery("message menu", () => import("./open-message-menu.tsx"));

interface MessageMenuAtProps {
  message: ShownMessage;
  at: { x: number; y: number };
  onClose: () => void;
}

/** What can be done with a message, where a finger rested on it. Loaded with the first. */
export function MessageMenuAt(props: MessageMenuAtProps) {
  const { data: OpenMenu } = useQuery(OPEN);
  // A row is moved as a whole, and what is placed in the window would be placed in the row.
  return OpenMenu ? createPortal(<OpenMenu {...props} />, document.body) : null;
}

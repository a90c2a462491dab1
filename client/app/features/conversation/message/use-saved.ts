import { useOwnInbox } from "../../inbox/own-inbox.ts";

/** Whether one has saved a message. */
export function useSaved(message: string): boolean {
  const { state } = useOwnInbox();
  return state?.saved.some((each) => each.message === message) ?? false;
}

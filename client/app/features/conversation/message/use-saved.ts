import { useOwnInbox } from "../../inbox/own-inbox.ts";

/** Whether one has saved a message; null until one's inbox is open, which keeps that. */
export function useSaved(message: string): boolean | null {
  const { state } = useOwnInbox();
  return state?.saved.some((each) => each.message === message) ?? null;
}

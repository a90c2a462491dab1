import { useParams } from "@tanstack/react-router";
import { isOpen, type OpenCall } from "./calling.ts";

/** Whether one looks at the page of this call. */
export function useIsOnPage(open: OpenCall): boolean {
  const { workspace, call } = useParams({ strict: false });
  return workspace !== undefined && call !== undefined && isOpen(open, workspace, call);
}

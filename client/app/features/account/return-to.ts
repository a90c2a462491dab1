import { useLocation } from "react-router";
import { z } from "zod";

/** Only ever a path within the app: a return address must not lead out of it. */
const Origin = z.object({ from: z.string().regex(/^\/(?!\/)/) });

/** Where to go once signed in: where one was sent from, or home. */
export function useReturnTo(): string {
  const parsed = Origin.safeParse(useLocation().state);
  return parsed.success ? parsed.data.from : "/";
}

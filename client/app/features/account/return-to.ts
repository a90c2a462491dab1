import { z } from "zod";

/** Where one goes who was not sent from anywhere: into the workspace they were in last. */
export const INSIDE = "/?go=in";

/** Where to go once signed in. Only ever a path within the app, with its search: it must not lead out of it. */
export const ReturnTo = z.object({
  from: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
  /** The address that an invitation is for, to be filled in. */
  email: z.email().optional().catch(undefined),
});

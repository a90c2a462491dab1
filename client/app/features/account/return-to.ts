import { z } from "zod";

/** Where to go once signed in. Only ever a path within the app, with its search: it must not lead out of it. */
export const ReturnTo = z.object({
  from: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});

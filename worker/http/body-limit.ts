import type { MiddlewareHandler } from "hono";
import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { AppEnv } from "./context.ts";

/** The largest body `/api` reads, in bytes: a document's budget of content as Markdown, and room for its JSON. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** For a file to import, of 5 MB, and what its quotes and line ends take in JSON. */
const MAX_IMPORT_BODY_BYTES = 12 * 1024 * 1024;

const IMPORT = /^\/api\/workspaces\/[^/]+\/projects\/[^/]+\/imports(?:\/preview)?$/;

/** What streams, and has a limit of its own, counted as it comes (`files/inspection.ts`). */
const STREAMED = /^\/api\/objects\/(?:upload|uploads\/[^/]+\/parts\/[^/]+)$/;

const usual = limitTo(MAX_BODY_BYTES);
const forImports = limitTo(MAX_IMPORT_BODY_BYTES);

/** Refuses a larger body before it is read whole. @throws RoomError `too_large` */
export const bodyLimit: MiddlewareHandler<AppEnv> = (c, next) => {
  if (STREAMED.test(c.req.path)) return next();
  return (IMPORT.test(c.req.path) ? forImports : usual)(c, next);
};

function limitTo(maxSize: number): MiddlewareHandler<AppEnv> {
  return honoBodyLimit({
    maxSize,
    onError: () => {
      throw new RoomError("too_large", `A body may be at most ${maxSize} bytes.`);
    },
  });
}

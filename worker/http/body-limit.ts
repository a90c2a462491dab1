import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import { RoomError } from "../../durable-objects/room/errors.ts";

/** The largest body `/api` reads, in bytes: a document's budget of content as Markdown, and room for its JSON. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Refuses a larger body before it is read whole. @throws RoomError `too_large` */
export const bodyLimit = honoBodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new RoomError("too_large", `A body may be at most ${MAX_BODY_BYTES} bytes.`);
  },
});

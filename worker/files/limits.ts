/** Limits of files (P8). */
import { AVATAR_TYPES, FILE_TYPES } from "../../durable-objects/conversation/files/protocol.ts";
import type { FilePlace } from "../data/files.ts";
import type { Settings } from "../settings.ts";
import type { Allowed } from "./inspection.ts";

const MB = 1024 * 1024;
const MAX_AVATAR_MB = 5;

/** Files of one user that are in no use, uploads under way among them. */
export const MAX_UNATTACHED = 500;
/** How long a file may be in no use before it is swept, in ms. */
export const UNATTACHED_KEPT_MS = 24 * 60 * 60 * 1000;

/** What may be uploaded to a place. */
export function allowedAt({ collection }: Pick<FilePlace, "collection">, settings: Settings): Allowed {
  return collection === "avatars"
    ? { types: AVATAR_TYPES, maxBytes: MAX_AVATAR_MB * MB }
    : { types: FILE_TYPES, maxBytes: settings.ATTACHMENT_MAX_MB * MB };
}

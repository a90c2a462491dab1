/** Files of a conversation, as clients see them. */
import { z } from "zod";

/** What may be uploaded, by what its bytes say it is. */
export const FILE_TYPES = [
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "application/pdf",
  "text/plain",
] as const;
export const FileType = z.enum(FILE_TYPES);
export type FileType = z.infer<typeof FileType>;

/** A file; its bytes are at `/api/objects/{id}`. */
export const Attachment = z.object({
  id: z.string().min(1).max(64),
  name: z.string(),
  type: FileType,
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Of a picture, in pixels; null where they could not be told. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

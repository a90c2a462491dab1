/** Files of a conversation, and pictures of people, as clients see them. */
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

/** What the picture of a user may be. */
export const AVATAR_TYPES = ["image/jpeg", "image/png", "image/webp"] as const satisfies readonly FileType[];

const id = z.string().min(1).max(64);
const pixels = z.number().int().positive().nullable();
const bytes = z.number().int().nonnegative();
/** ms since 1970. */
const time = z.number().int().nonnegative();

/** A file; its bytes are at `/api/objects/{id}`. */
export const Attachment = z.object({
  id,
  name: z.string(),
  type: FileType,
  /** Bytes. */
  size: bytes,
  /** Of a picture, in pixels; null where they could not be told. */
  width: pixels,
  height: pixels,
});
export type Attachment = z.infer<typeof Attachment>;

/** A file as its routes show it. */
export const StoredFile = Attachment.extend({
  /** `conversations/{id}`, or `avatars`. */
  collection: z.string(),
  /** Who uploaded it. */
  by: z.string(),
  at: time,
  /** Whether it is in use: a message has it, or it is its user's picture. What is in no use goes after a day. */
  attached: z.boolean(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** An upload in parts, under way. Every part but the last has `partBytes` bytes. */
export const OpenUpload = z.object({
  /** The id that the file will have. */
  id,
  collection: z.string(),
  name: z.string(),
  /** Bytes of the whole. */
  size: bytes,
  partBytes: z.number().int().positive(),
  /** The numbers of the parts that are there, from 1. */
  parts: z.array(z.number().int().positive()),
  at: time,
});
export type OpenUpload = z.infer<typeof OpenUpload>;

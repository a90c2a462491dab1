/** What a conversation's messages owe their files: those posted are marked as attached, those of gone ones are deleted. */
import { z } from "zod";
import { filesOf, forgetFiles, markAttached, settledFilesOf } from "../../../worker/data/files.ts";
import { deleteBytes } from "../../../worker/files/deleting.ts";
import { r2Store } from "../../../worker/files/r2-store.ts";
import type { EventLog } from "../../room/event-log.ts";
import { effectsInLog, type Lane } from "../../room/lane.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import { Attachment } from "./protocol.ts";
import type { ConversationFiles } from "./store.ts";

/** The lane's name: owed by every `message.posted` with attachments, and by what makes messages with some go. */
export const FILES_LANE = "files";

const PURGED_AT_ONCE = 500;

const FilesEffect = z.object({ attached: z.array(z.string()), deleted: z.array(z.string()) });
type FilesEffect = z.infer<typeof FilesEffect>;

/** As much of the events as this lane reads. */
const Posted = z.object({
  type: z.literal("message.posted"),
  message: z.object({ attachments: z.array(Attachment.pick({ id: true })) }),
});
const Deleted = z.object({ type: z.literal("message.deleted"), message: z.object({ id: z.string() }) });
const Expired = z.object({ type: z.literal("messages.expired") });
const Owing = z.discriminatedUnion("type", [Posted, Deleted, Expired]);

interface Surroundings {
  env: Pick<Cloudflare.Env, "DB" | "FILES">;
  log: EventLog;
  files: ConversationFiles;
}

/** The lane {@link FILES_LANE}. */
export function filesLane({ env, log, files }: Surroundings): Lane<FilesEffect> {
  return {
    body: FilesEffect,
    effectsAfter: effectsInLog(log, (event) => effectOf(event, files)),
    async deliver(deliveries) {
      const attached = deliveries.flatMap(({ body }) => body.attached);
      const deleted = [...new Set(deliveries.flatMap(({ body }) => body.deleted))];
      if (attached.length > 0) await markAttached(env.DB, attached, Date.now());
      if (deleted.length === 0) return;
      // The bytes first: while there is a row, the sweep knows of what could not be deleted.
      await deleteBytes(r2Store(env.FILES), await filesOf(env.DB, deleted));
      await forgetFiles(env.DB, deleted);
      files.forget(deleted);
    },
  };
}

/**
 * Deletes all files of a conversation that is erased, uploads under way too; but for what is being written at this moment,
 * which the sweep finds. Goes by what D1 has, since a row is there before the bytes are and goes after them. May be repeated.
 */
export async function purgeFiles(env: Surroundings["env"], conversation: string): Promise<void> {
  for (;;) {
    const files = await settledFilesOf(env.DB, conversation, PURGED_AT_ONCE);
    if (files.length === 0) return;
    await deleteBytes(r2Store(env.FILES), files);
    await forgetFiles(
      env.DB,
      files.map(({ id }) => id),
    );
  }
}

function effectOf(event: EventEnvelope, files: ConversationFiles): FilesEffect | undefined {
  const owing = Owing.safeParse(event).data;
  switch (owing?.type) {
    case undefined:
      return undefined;
    case "message.posted": {
      const attached = owing.message.attachments.map(({ id }) => id);
      return attached.length > 0 ? { attached, deleted: [] } : undefined;
    }
    case "message.deleted":
      return deleting(files.released(owing.message.id));
    case "messages.expired":
      return deleting(files.released());
  }
}

function deleting(deleted: string[]): FilesEffect | undefined {
  return deleted.length > 0 ? { attached: [], deleted } : undefined;
}

import { useState } from "react";
import { z } from "zod";
import { MAX_ATTACHMENTS } from "../../../../durable-objects/conversation/limits.ts";
import { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import type { Api } from "../../../sdk/api/api.ts";
import { useStaying } from "../../design/use-staying.ts";
import { readDraft, writeDraft } from "../../remembered/drafts.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { Uploads } from "./uploads.ts";

const There = z.array(Attachment);

/** By whom and where: whoever looks elsewhere meanwhile finds their files as far as they have come. */
const underWay = new Map<string, Uploads>();

/** The files that are to go with the message one writes in a conversation, or in a thread of it. */
export function useUploads(conversation: string, thread: string | null): Uploads {
  const { api, me } = useSignedIn();
  const [uploads] = useState(() => uploadsAt(api, me.id, conversation, thread));
  const rows = useObserved(uploads.rows);
  useStaying(rows.some(({ stage }) => stage.name === "sending"));
  return uploads;
}

function uploadsAt(api: Api, user: string, conversation: string, thread: string | null): Uploads {
  const place = `${user} ${conversation} ${thread ?? ""}`;
  const known = underWay.get(place);
  if (known) return known;
  const draft = `files ${conversation} ${thread ?? ""}`;
  const uploads = new Uploads({
    send: (file, how) => api.files.upload(`conversations/${conversation}`, file, how),
    // What cannot be deleted now goes by itself after a day, since no message has it.
    drop: ({ id }) => void api.files.delete(id).catch(() => {}),
    most: MAX_ATTACHMENTS,
    there: readThere(draft),
  });
  // What is on the server already outlives a reload, as what is written does.
  uploads.rows.subscribe(() => {
    const { attachments } = uploads;
    writeDraft(draft, attachments.length > 0 ? JSON.stringify(attachments) : null);
  });
  underWay.set(place, uploads);
  return uploads;
}

function readThere(draft: string): readonly Attachment[] {
  try {
    return There.parse(JSON.parse(readDraft(draft) ?? "[]"));
  } catch {
    return [];
  }
}

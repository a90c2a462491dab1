import type { MessageNotice } from "../../conversation/notices.ts";
import type { Change } from "../change.ts";
import { detailOf } from "./changing.ts";

/** Records that one deleted what another said. */
export function recordModeration(change: Change, notice: MessageNotice): void {
  if (notice.type !== "message.deleted" || notice.by === notice.author) return;
  const row = change.stores.conversations.find(notice.conversation);
  if (!row) return;
  const { conversation, message } = notice;
  change.record("message.deleted", notice.author, { ...detailOf(row), conversation, message });
}

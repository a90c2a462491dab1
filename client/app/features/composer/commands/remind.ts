import { MAX_AHEAD_MS, MAX_NOTE_LENGTH } from "../../../../../durable-objects/inbox/limits.ts";
import { exactTime } from "../../../words/dates.ts";
import { NO_INBOX_YET } from "../../../words/inbox.ts";
import { findWhen } from "../when/parse-when.ts";
import { type Command, DONE, wrong } from "./command.ts";

const HOW = "/remind me in 20 minutes to water the plants, or /remind me tomorrow at 9 to call Ada.";

/** Reminds oneself, by the inbox, of some words or of this conversation. */
export const REMIND: Command = {
  name: "remind",
  takes: "me in 20 minutes to …",
  words: "Be reminded of something",
  run({ workspace, conversation, thread, inbox, tell }, { words }) {
    const asked = words.trim().replace(/^me\b\s*/i, "");
    if (asked === "") return wrong(`Say when, and of what: ${HOW}`);
    const now = Date.now();
    const found = findWhen(asked, now);
    if (!found) return wrong(`When? It goes like this: ${HOW}`);
    if (found.at - now > MAX_AHEAD_MS) return wrong("That is too far ahead: five years at most.");
    const note = found.rest.replace(/^(?:to|about|that|of)\s+/i, "").trim();
    if (note.length > MAX_NOTE_LENGTH) return wrong(`A reminder can have at most ${MAX_NOTE_LENGTH} letters.`);
    if (!inbox) return wrong(NO_INBOX_YET);
    const { id } = inbox.remind({
      workspace: workspace.id,
      note,
      thing:
        thread === null
          ? { type: "conversation", workspace: workspace.id, conversation: conversation.id }
          : { type: "thread", workspace: workspace.id, conversation: conversation.id, message: thread },
      dueAt: found.at,
    });
    tell({
      words: `You will be reminded on ${exactTime(found.at)}${note === "" ? "" : `: “${note}”`}.`,
      action: { label: "Undo", run: () => void inbox.forgetReminder(id) },
    });
    return DONE;
  },
};

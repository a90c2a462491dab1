import { useNavigate } from "@tanstack/react-router";
import type { Editor } from "@tiptap/react";
import { useState } from "react";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import type { ConversationRoom } from "../../../sdk/conversation/room.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import { exactTime } from "../../words/dates.ts";
import { wordsFor, wordsForCode } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import type { Uploads } from "../attachments/uploads.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { useAttempt } from "../workspace/attempt.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { unknownCommand } from "./commands/all.ts";
import { type Command, type CommandInput, type CommandPlace, commandIn, withoutCommand } from "./commands/command.ts";
import { lengthInWords } from "./length.ts";
import { peopleIn } from "./text/people-in.ts";
import { textIn } from "./text/text-of.ts";

interface SendingParts {
  editor: Editor;
  uploads: Uploads;
  room: ConversationRoom;
  thread: string | null;
  conversation: CommandPlace["conversation"];
  commands: readonly Command[];
  project: CommandPlace["project"];
  showHelp: () => void;
  /** What was written is on its way: the composer begins anew. */
  onGone: () => void;
  /** It was not taken to be sent later: its writer has it back. */
  onRefused: (written: { text: string; attachments: readonly Attachment[] }) => void;
}

interface Sending {
  /** Why it was not sent, until something else is written. */
  problem: string | null;
  /** A command is under way. */
  busy: boolean;
  forgetProblem: () => void;
  /** Sends what is written, or does what its command says. */
  send: () => void;
  /** Has it sent at a time, in ms since 1970. */
  sendAt: (at: number) => void;
}

/** What becomes of what is written, when it is to be sent. */
export function useSending(parts: SendingParts): Sending {
  const { editor, uploads, room, thread, commands, onGone, onRefused } = parts;
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const announce = useAnnounce();
  const tell = useToast();
  const attempt = useAttempt();
  const place = useCommandPlace(parts, { tell, keyOf: attempt.keyOf });

  const run = async (command: Command) => {
    setBusy(true);
    try {
      const outcome = await command.run(place, inputIn(editor));
      if (!outcome.done) return setProblem(outcome.words);
      attempt.done();
      onGone();
    } catch (cause) {
      setProblem(wordsFor(cause));
    } finally {
      setBusy(false);
    }
  };

  const send = () => {
    if (busy) return;
    const name = uploads.rows.value.length === 0 && !editor.isActive("codeBlock") ? commandIn(editor.getText()) : null;
    const command = commands.find((each) => each.name === name);
    if (command) return void run(command);
    const text = textIn(editor);
    const obstacle = name === null ? obstacleTo(text, uploads) : unknownCommand(name);
    if (obstacle !== null) return setProblem(obstacle);
    if (text === "" && uploads.attachments.length === 0) return;
    room.post({ text, replyTo: thread, attachments: uploads.attachments });
    announce("Sent");
    onGone();
  };

  const sendAt = (at: number) => {
    const text = textIn(editor);
    const obstacle =
      commandIn(editor.getText()) === null ? obstacleTo(text, uploads) : "A command cannot be done later.";
    if (obstacle !== null) return setProblem(obstacle);
    if (text === "" && uploads.attachments.length === 0) return setProblem("Write something first.");
    const { attachments } = uploads;
    const { id, outcome } = room.schedule({ text, replyTo: thread, attachments }, at);
    const action = { label: "Do not send it", run: () => void room.unschedule(id) };
    tell({ words: `It will be sent on ${exactTime(at)}.`, action });
    onGone();
    void outcome.then((said) => {
      if (said.ok) return;
      tell({ words: wordsForCode(said.code, said.message), tone: "danger" });
      onRefused({ text, attachments });
    });
  };

  return { problem, busy, forgetProblem: () => setProblem(null), send, sendAt };
}

/** Why a message cannot be sent as it is; null for no reason. */
function obstacleTo(text: string, uploads: Uploads): string | null {
  const length = lengthInWords(text);
  if (length?.over) return length.words;
  const stages = uploads.rows.value.map(({ stage }) => stage.name);
  if (stages.includes("sending")) return "The files are still on their way. Send it when they are there.";
  return stages.includes("refused") ? "Some files could not be sent. Try again, or take them off." : null;
}

function useCommandPlace(
  { room, thread, conversation, project, showHelp }: SendingParts,
  handed: Pick<CommandPlace, "tell" | "keyOf">,
): CommandPlace {
  const { api } = useSignedIn();
  const { id, room: workspaceRoom } = useWorkspace();
  const { inbox } = useOwnInbox();
  const navigate = useNavigate();
  return {
    api,
    workspace: { id, room: workspaceRoom },
    conversation,
    room,
    thread,
    inbox,
    project,
    ...handed,
    showHelp,
    go: (to) => {
      if (to === "home") return void navigate({ to: "/w/$workspace", params: { workspace: id } });
      void ("call" in to
        ? navigate({ to: "/w/$workspace/calls/$call", params: { workspace: id, call: to.call } })
        : navigate({ to: "/w/$workspace/c/$conversation", params: { workspace: id, conversation: to.conversation } }));
    },
  };
}

function inputIn(editor: Editor): CommandInput {
  return {
    words: withoutCommand(editor.getText()),
    markdown: withoutCommand(textIn(editor)),
    people: peopleIn(editor),
  };
}

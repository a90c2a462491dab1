import { useNavigate, useRouter } from "@tanstack/react-router";
import type { Call, CallAnswer, WantedSubject } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useCopying } from "../../design/copying.ts";
import { saveFile } from "../../design/save-file.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What can be done with a call from anywhere; what fails is told in passing. */
interface CallActs {
  /** Opens the page of a call, where one is asked for camera and microphone before one is in it. */
  open: (call: string) => void;
  /** Starts one about something, or finds the one that goes on there, and opens it. */
  start: (about: WantedSubject) => Promise<void>;
  /** Says whether one comes; answers whether that holds now. */
  answer: (call: Call, answer: CallAnswer) => Promise<boolean>;
  copyLink: (call: Call) => void;
  /** Hands out a file that puts the call in any calendar. */
  saveForCalendar: (call: Call) => Promise<void>;
}

/** The acts on calls of the open workspace. */
export function useCallActs(): CallActs {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const router = useRouter();
  const copy = useCopying();
  const tell = useToast();
  const failed = (cause: unknown) => tell({ words: wordsFor(cause), tone: "danger" });
  const addressOf = (call: string) => ({ to: "/w/$workspace/calls/$call", params: { workspace, call } }) as const;
  const open = (call: string) => void navigate(addressOf(call));
  return {
    open,
    start: async (about) => {
      try {
        open((await api.calls.create(workspace, { about })).id);
      } catch (cause) {
        failed(cause);
      }
    },
    answer: async (call, answer) => {
      try {
        await api.calls.answer(workspace, call.id, answer);
        return true;
      } catch (cause) {
        failed(cause);
        return false;
      }
    },
    copyLink: ({ id }) => {
      const { href } = router.buildLocation(addressOf(id));
      copy(new URL(href, location.href).href, "The link");
    },
    saveForCalendar: async ({ id }) => {
      await api.calls.calendarFile(workspace, id).then(saveFile, failed);
    },
  };
}

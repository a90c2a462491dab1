import { useNavigate } from "@tanstack/react-router";
import { CalendarPlus, Phone, Video } from "lucide-react";
import { useMemo } from "react";
import { peopleInWords } from "../../words/calls.ts";
import type { Command } from "../shortcuts/command.ts";
import { useCommand, useCommands } from "../shortcuts/use-command.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked, askToSchedule } from "./asked.ts";
import { useCallNames } from "./call-names.ts";
import { startsCalls } from "./may.ts";
import { useCalls } from "./use-calls.ts";

/** What can be done about calls from anywhere in a workspace: start one, plan one, join one, see them all. */
export function CallCommands() {
  const { id: workspace, role } = useWorkspace();
  const navigate = useNavigate();
  useCommand({
    id: "go:calls",
    words: "Calls",
    keywords: ["video", "meetings", "planned", "live"],
    group: "go",
    icon: Video,
    keys: "g v",
    run: () => navigate({ to: "/w/$workspace/calls", params: { workspace } }),
  });
  useCommand({
    id: "create:call",
    words: "Start a call",
    keywords: ["video", "meeting", "huddle", "now"],
    group: "create",
    icon: Video,
    when: () => startsCalls(role),
    run: () => asked.set({ name: "start" }),
  });
  useCommand({
    id: "create:planned-call",
    words: "Schedule a call",
    keywords: ["video", "meeting", "plan", "invite", "calendar"],
    group: "create",
    icon: CalendarPlus,
    when: () => startsCalls(role),
    run: () => askToSchedule(),
  });
  useJoining();
  return null;
}

/** A command for each call that goes on. */
function useJoining(): void {
  const { id: workspace } = useWorkspace();
  const navigate = useNavigate();
  const calls = useCalls();
  const nameOf = useCallNames();
  const commands = useMemo(
    () =>
      (calls ?? [])
        .filter(({ state }) => state === "live")
        .map(
          (call): Command => ({
            id: `join:${call.id}`,
            words: `Join the call: ${nameOf(call)}`,
            keywords: ["video", "live", peopleInWords(call.here.count)],
            group: "go",
            icon: Phone,
            run: () => navigate({ to: "/w/$workspace/calls/$call", params: { workspace, call: call.id } }),
          }),
        ),
    [calls, nameOf, workspace, navigate],
  );
  useCommands(commands);
}

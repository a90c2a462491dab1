import { Link } from "@tanstack/react-router";
import { CalendarPlus, Video } from "lucide-react";
import type { CallSubject, WantedSubject } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { peopleInWords } from "../../words/calls.ts";
import type { CommandGroup } from "../shortcuts/groups.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { askToSchedule } from "./asked.ts";
import { startsCalls } from "./may.ts";
import { isAbout, wantedOf } from "./subject.ts";
import { useCallActs } from "./use-call-acts.ts";
import { useCalls } from "./use-calls.ts";

interface StartCallProps {
  about: CallSubject | WantedSubject;
  /** What that is called. */
  name: string;
  /** `icon` where there is little room. */
  look?: "icon" | "button" | undefined;
}

const GROUPS: Record<WantedSubject["type"], CommandGroup> = {
  conversation: "conversation",
  project: "board",
  task: "task",
};

/** The way into the call that goes on about something; while there is none, what starts or plans one. */
export function StartCall({ about, name, look = "icon" }: StartCallProps) {
  const { id: workspace, role, state } = useWorkspace();
  const acts = useCallActs();
  const calls = useCalls();
  const live = calls?.find((call) => call.state === "live" && isAbout(call, about));
  const may = startsCalls(role);
  const wanted = wantedOf(about);
  const start = () => (live ? acts.open(live.id) : void acts.start(wanted));
  useCommand({
    id: `call:${about.type}`,
    words: live ? `Join the call about ${name}` : `Start a call about ${name}`,
    keywords: ["call", "video", "meet", "huddle"],
    group: GROUPS[about.type],
    icon: Video,
    when: () => may || live !== undefined,
    run: start,
  });
  if (live) {
    const verb = live.here.users.includes(state.reader) ? "Open" : "Join";
    return (
      <Link
        to="/w/$workspace/calls/$call"
        params={{ workspace, call: live.id }}
        className={buttonClass({ size: "sm", look: "primary" })}
      >
        <Video aria-hidden />
        <span aria-hidden>
          {verb} <span className="max-md:hidden">call</span>
        </span>
        {live.here.count > 0 ? (
          <span aria-hidden className="tabular-nums">
            {live.here.count}
          </span>
        ) : null}
        <span className="unseen">
          {verb} the call, {peopleInWords(live.here.count)} in it
        </span>
      </Link>
    );
  }
  if (!may) return null;
  return (
    <Menu
      label={`Call about ${name}`}
      align="end"
      trigger={
        look === "icon" ? (
          <IconButton icon={Video} label="Call" />
        ) : (
          <Button size="sm">
            <Video aria-hidden />
            Call again
          </Button>
        )
      }
    >
      <MenuItem icon={Video} onSelect={start}>
        Start a call
      </MenuItem>
      <MenuItem icon={CalendarPlus} onSelect={() => askToSchedule({ wanted, name })}>
        Schedule a call…
      </MenuItem>
    </Menu>
  );
}

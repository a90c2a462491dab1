import { CalendarClock, ChevronDown, Clock, SendHorizontal } from "lucide-react";
import { useState } from "react";
import { Menu, MenuHeading, MenuItem, MenuLine } from "../../design/menu.tsx";
import { Tooltip } from "../../design/tooltip.tsx";
import { exactTime } from "../../words/dates.ts";
import { putOffTimes } from "../times/put-off-times.ts";
import type { ComposerProps } from "./composer.tsx";
import { LaterDialog } from "./later/later-dialog.tsx";
import { ScheduledDialog } from "./later/scheduled-dialog.tsx";
import type { useSending } from "./use-sending.ts";

interface SendButtonsProps extends Pick<ComposerProps, "room" | "conversation"> {
  sending: ReturnType<typeof useSending>;
}

/** Sends what is written, now or later, and shows what of one's own waits for its time. */
export function SendButtons({ room, conversation, sending }: SendButtonsProps) {
  const [asked, setAsked] = useState<"time" | "list" | null>(null);
  const close = () => setAsked(null);
  return (
    <span className="flex">
      <Tooltip label="Send" shortcut="enter">
        <button
          type="button"
          aria-label="Send"
          aria-disabled={sending.busy || undefined}
          onClick={sending.send}
          className="inline-grid h-7 w-9 place-content-center rounded-s-md bg-accent text-accent-ink hover:bg-accent-hover aria-disabled:opacity-55 pointer-coarse:size-11 [&_svg]:size-4 rtl:[&_svg]:-scale-x-100"
        >
          <SendHorizontal aria-hidden />
        </button>
      </Tooltip>
      <Menu
        label="Send later"
        align="end"
        trigger={
          <button
            type="button"
            aria-label="Send later"
            data-tip="Send later"
            className="inline-grid h-7 w-6 place-content-center rounded-e-md border-s border-accent-ink/40 bg-accent text-accent-ink hover:bg-accent-hover pointer-coarse:size-11 [&_svg]:size-3.5"
          >
            <ChevronDown aria-hidden />
          </button>
        }
      >
        <MenuHeading>Send later</MenuHeading>
        {putOffTimes(Date.now()).map(({ id, name, until }) => (
          <MenuItem key={id} icon={Clock} onSelect={() => sending.sendAt(until)}>
            {name} <span className="text-quiet">{exactTime(until)}</span>
          </MenuItem>
        ))}
        <MenuItem icon={CalendarClock} onSelect={() => setAsked("time")}>
          Choose a time…
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => setAsked("list")}>Messages that wait…</MenuItem>
      </Menu>
      {asked === "time" ? (
        <LaterDialog
          onClose={close}
          onPick={(at) => {
            close();
            sending.sendAt(at);
          }}
        />
      ) : null}
      {asked === "list" ? <ScheduledDialog room={room} conversation={conversation} onClose={close} /> : null}
    </span>
  );
}

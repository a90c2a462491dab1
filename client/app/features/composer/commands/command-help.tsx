import { Dialog } from "../../../design/dialog.tsx";
import type { Command } from "./command.ts";

/** All that can be done by a slash here. */
export function CommandHelp({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  return (
    <Dialog
      title="Commands"
      description="A message that begins with one of these is not sent; it does this."
      onClose={onClose}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {commands.map(({ name, takes, words }) => (
          <div key={name} className="contents">
            <dt>
              <b className="font-medium">/{name}</b> <span className="text-quiet">{takes}</span>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import { clsx } from "clsx";
import { DropdownMenu } from "radix-ui";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { MenuBody } from "../../../design/menu-surface.tsx";
import { SURFACE } from "../../../design/surface.ts";
import { MessageMenuItems } from "./message-menu-items.tsx";
import { QuickReactions } from "./quick-reactions.tsx";

interface OpenMessageMenuProps {
  message: ShownMessage;
  at: { x: number; y: number };
  onClose: () => void;
}

/** What can be done with a message, open at a point of the window, with the reactions used most above it. */
export default function OpenMessageMenu({ message, at, onClose }: OpenMessageMenuProps) {
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden className="pointer-events-none fixed size-0" style={{ left: at.x, top: at.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label="This message"
          align="start"
          collisionPadding={8}
          className={clsx(SURFACE, "min-w-60 p-1")}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <MenuBody>
            <div className="flex gap-1 px-1 pb-1">
              <QuickReactions message={message} onDone={onClose} />
            </div>
            <MessageMenuItems message={message} />
          </MenuBody>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

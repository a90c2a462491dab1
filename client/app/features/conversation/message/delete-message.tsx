import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Confirm } from "../../../design/dialog.tsx";
import { excerptOf } from "../../message-text/plain-words.ts";
import { useMessageActs } from "./use-message-acts.ts";

/** Asks before a message is deleted: nobody brings it back. */
export function DeleteMessage({ message, onClose }: { message: ShownMessage; onClose: () => void }) {
  const { remove } = useMessageActs();
  const files = message.attachments.length;
  return (
    <Confirm
      title="Delete this message?"
      confirm="Delete for ever"
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        remove(message);
      }}
    >
      {message.text === "" ? null : (
        <p dir="auto" className="text-ink">
          “{excerptOf(message.text, 160)}”
        </p>
      )}
      <p>
        Others see that something was deleted, and not what.
        {files === 0 ? "" : files === 1 ? " Its file goes with it." : ` Its ${files} files go with it.`}
      </p>
    </Confirm>
  );
}

import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { MessageEditor } from "../../composer/composer.tsx";
import { useFlow } from "../list/flow.tsx";
import { useMessageActs } from "./use-message-acts.ts";

/** A message of one's own, taken up again where it stands. One without any words left is asked to be deleted. */
export function EditMessage({ message }: { message: ShownMessage }) {
  const { endEdit, askDelete } = useFlow();
  const { edit } = useMessageActs();
  const mayBeEmpty = message.attachments.length > 0;
  return (
    <div className="py-1">
      <MessageEditor
        text={message.text}
        onCancel={endEdit}
        onSave={(text) => {
          endEdit();
          if (text === message.text) return;
          if (text === "" && !mayBeEmpty) askDelete(message);
          else edit(message, text);
        }}
      />
    </div>
  );
}

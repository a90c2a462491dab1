import { Button } from "../../design/button.tsx";
import { CopyButton } from "../../design/copy-button.tsx";
import { Notice } from "../../design/notice.tsx";

interface KeptDraftProps {
  /** What it was to become, as in "Your title". */
  what: string;
  text: string;
  onDiscard: () => void;
}

/** Something typed that cannot be sent any more, to be taken elsewhere. */
export function KeptDraft({ what, text, onDiscard }: KeptDraftProps) {
  return (
    <Notice tone="warn">
      <p>
        {what} was not saved: <span dir="auto">“{text}”</span>
      </p>
      <div className="flex gap-2">
        <CopyButton text={text}>Copy it</CopyButton>
        <Button size="sm" look="quiet" onClick={onDiscard}>
          Discard it
        </Button>
      </div>
    </Notice>
  );
}

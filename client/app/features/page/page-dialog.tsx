import { DeletePage } from "./delete-page.tsx";
import { MovePage } from "./move-page.tsx";
import type { PageQuestion } from "./page-question.tsx";
import { SharePage } from "./share-page.tsx";

/** The dialog that asks; open for as long as it is mounted. */
export default function PageDialog({
  question: { act, page },
  onClose,
}: {
  question: PageQuestion;
  onClose: () => void;
}) {
  switch (act) {
    case "move":
      return <MovePage page={page} onClose={onClose} />;
    case "share":
      return <SharePage page={page} onClose={onClose} />;
    case "delete":
      return <DeletePage page={page} onClose={onClose} />;
  }
}

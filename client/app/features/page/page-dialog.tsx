import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { DeletePage } from "./delete-page.tsx";
import { MovePage } from "./move-page.tsx";
import { SharePage } from "./share-page.tsx";

/** Something to be done with a page that asks for an answer first. */
export interface PageQuestion {
  act: "move" | "share" | "delete";
  page: Page;
}

/** The dialog that asks; open for as long as it is mounted. */
export function PageDialog({ question: { act, page }, onClose }: { question: PageQuestion; onClose: () => void }) {
  switch (act) {
    case "move":
      return <MovePage page={page} onClose={onClose} />;
    case "share":
      return <SharePage page={page} onClose={onClose} />;
    case "delete":
      return <DeletePage page={page} onClose={onClose} />;
  }
}

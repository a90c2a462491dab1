import { Ellipsis } from "lucide-react";
import { useState } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { Menu } from "../../design/menu.tsx";
import { usePageCommands } from "./page-commands.ts";
import { PageMenuItems } from "./page-menu-items.tsx";
import { AskedOfPage, type PageQuestion } from "./page-question.tsx";

interface PageMenuProps {
  page: Page;
  /** Puts the caret into its title. */
  onRename: () => void;
  onAdd: () => void;
}

/** What can be done with the page that is open. */
export function PageMenu({ page, onRename, onAdd }: PageMenuProps) {
  const [question, setQuestion] = useState<PageQuestion | null>(null);
  usePageCommands({ page, onAsk: setQuestion, onRename, onAdd });
  return (
    <>
      <Menu
        label="What can be done with this page"
        align="end"
        trigger={
          <button type="button" className={iconButtonClass()} aria-label="More of this page">
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <PageMenuItems page={page} onAsk={setQuestion} onRename={onRename} onAdd={onAdd} />
      </Menu>
      <AskedOfPage question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

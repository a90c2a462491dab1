import { useBoardPage } from "../features/board/board-page.tsx";
import { ImportWizard } from "../features/import/import-wizard.tsx";
import { NotAllowed } from "../features/import/not-allowed.tsx";

/** Brings tasks of another program into a project. */
export function ProjectImportRoute() {
  const { mayWrite } = useBoardPage();
  return mayWrite ? <ImportWizard /> : <NotAllowed />;
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useBoardPage } from "../features/board/board-page.tsx";
import { ImportWizard } from "../features/import/import-wizard.tsx";
import { NotAllowed } from "../features/import/not-allowed.tsx";
import type { Step } from "../features/import/steps.ts";

/** Brings tasks of another program into a project. */
export function ProjectImportRoute() {
  const { mayWrite } = useBoardPage();
  const { step } = useSearch({ from: "/in/w/$workspace/projects/$project/import" });
  const navigate = useNavigate({ from: "/w/$workspace/projects/$project/import" });
  const onStep = useCallback(
    (to: Step, how: "push" | "replace") =>
      void navigate({ search: to === "file" ? {} : { step: to }, replace: how === "replace" }),
    [navigate],
  );
  return mayWrite ? <ImportWizard named={step ?? "file"} onStep={onStep} /> : <NotAllowed />;
}

import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { useCopying } from "../../design/copying.ts";
import { saveFile } from "../../design/save-file.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

const LONGEST_TITLE = 200;

/** What is done with a page at once, without a question. What went wrong is told in passing. */
export function usePageActs() {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  const copy = useCopying();
  return useMemo(() => {
    const told =
      (act: (page: Page) => Promise<unknown>) =>
      async (page: Page): Promise<void> => {
        try {
          await act(page);
        } catch (cause) {
          toast({ words: wordsFor(cause), tone: "danger" });
        }
      };
    return {
      copyLink: (page: Page) => copy(new URL(`/w/${workspace}/p/${page.id}`, location.origin).href, "The link"),
      exportText: told(async (page) => {
        const text = await api.pages.text(workspace, page.id);
        saveFile(new File([text], `${fileName(page.title)}.md`, { type: "text/markdown" }));
      }),
      duplicate: told(async (page) => {
        const text = await api.pages.text(workspace, page.id);
        const title = `${page.title.slice(0, LONGEST_TITLE - 7)} (copy)`;
        const copy = await api.workspaces.createPage(workspace, title, newKey(), page.parentId);
        await api.pages.setText(workspace, copy.id, text);
        await navigate({ to: "/w/$workspace/p/$page", params: { workspace, page: copy.id } });
      }),
    };
  }, [workspace, api, navigate, toast, copy]);
}

/** A title as the name of a file, which no system trips over. */
function fileName(title: string): string {
  return title.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, " ").trim() || "Page";
}

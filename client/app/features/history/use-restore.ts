import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress } from "../../../sdk/api/docs.ts";
import { type Act, useAct } from "../../design/act.ts";
import { useToast } from "../../design/toasts.tsx";
import type { DocTarget } from "../../queries/docs.ts";
import { docVersionsQuery } from "../../queries/docs.ts";
import { versionInWords } from "../../words/history.ts";

export interface Restoring {
  restore: Act<[DocTarget]>;
  /** Takes back the restore that this version was kept before. */
  takeBack: Act<[string]>;
}

/** Restores and takes restores back. `then` is called when the doc has changed for it. */
export function useRestore(api: Api, at: DocAddress, then: () => void): Restoring {
  const tell = useToast();
  const client = useQueryClient();
  const settle = useCallback(async () => {
    await client.invalidateQueries(docVersionsQuery(api, at));
    then();
  }, [client, api, at, then]);
  const takeBack = useAct(
    useCallback(
      async (before: string) => {
        const taken = await api.docs.takeBackRestore(at, before);
        tell({
          words: taken.before ? "The restore was taken back." : "Nothing of that restore was left to take back.",
        });
        await settle();
      },
      [api, at, tell, settle],
    ),
  );
  const { run: undo } = takeBack;
  const restore = useAct(
    useCallback(
      async (target: DocTarget) => {
        if (target.kind === "now") return;
        const asked =
          target.kind === "version" ? api.docs.restoreVersion(at, target.id) : api.docs.restoreMoment(at, target.at);
        const { version, before } = await asked;
        if (!before) {
          tell({ words: "It says just that already, so nothing was changed." });
          return;
        }
        tell({
          words: `You restored ${versionInWords(version)}.`,
          action: { label: "Undo", run: () => void undo(before.id) },
        });
        await settle();
      },
      [api, at, tell, settle, undo],
    ),
  );
  return { restore, takeBack };
}

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress } from "../../../sdk/api/docs.ts";
import { type Act, useAct } from "../../design/act.ts";
import { useToast } from "../../design/toasts.tsx";
import { docVersionsQuery } from "../../queries/docs.ts";
import { versionInWords } from "../../words/history.ts";
import type { Target } from "./look.ts";

/** A restore that was done here and can be taken back. */
export interface Done {
  words: string;
  /** The version that was kept before it. */
  before: string;
}

export interface Restoring {
  restore: Act<[Target]>;
  takeBack: Act<[Done]>;
  /** The last restore, or the last taking back, done here. */
  done: Done | null;
}

/** Restores and takes restores back. `then` is called when the doc has changed for it. */
export function useRestore(api: Api, at: DocAddress, then: () => void): Restoring {
  const tell = useToast();
  const client = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);
  const settle = useCallback(
    (next: Done | null) => {
      setDone(next);
      void client.invalidateQueries(docVersionsQuery(api, at));
      then();
    },
    [client, api, at, then],
  );
  const takeBack = useAct(
    useCallback(
      async ({ before }: Done) => {
        const taken = await api.docs.takeBackRestore(at, before);
        tell({
          words: taken.before ? "The restore was taken back." : "Nothing of that restore was left to take back.",
        });
        settle(taken.before ? { words: "You took back a restore.", before: taken.before.id } : null);
      },
      [api, at, tell, settle],
    ),
  );
  const { run: undo } = takeBack;
  const restore = useAct(
    useCallback(
      async (target: Target) => {
        if (target.kind === "now") return;
        const asked =
          target.kind === "version" ? api.docs.restoreVersion(at, target.id) : api.docs.restoreMoment(at, target.at);
        const { version, before } = await asked;
        if (!before) {
          tell({ words: "It says just that already, so nothing was changed." });
          return;
        }
        const next = { words: `You restored ${versionInWords(version)}.`, before: before.id };
        settle(next);
        tell({ words: next.words, action: { label: "Undo", run: () => void undo(next) } });
      },
      [api, at, tell, settle, undo],
    ),
  );
  return { restore, takeBack, done };
}

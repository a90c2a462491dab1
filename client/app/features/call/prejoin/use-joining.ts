import { useCallback, useState } from "react";
import type { CallSession, JoinRequest } from "../../../../sdk/call/session.ts";
import { wordsForCode } from "../../../words/problem.ts";
import { keepBeginning } from "./own-media.ts";

/** How it stands with going in. */
export interface Joining {
  busy: boolean;
  /** Why one is not in, in words. */
  problem: string | null;
  /** Another page of one's own is in it: one says what becomes of that. */
  isHereAlready: boolean;
  join: (request?: JoinRequest) => Promise<void>;
}

/** Goes into the call, or asks to be let in. */
export function useJoining(session: CallSession): Joining {
  const [now, setNow] = useState<Omit<Joining, "join">>({ busy: false, problem: null, isHereAlready: false });
  const join = useCallback(
    async (request?: JoinRequest) => {
      setNow((before) => ({ ...before, busy: true, problem: null }));
      keepBeginning(session);
      const outcome = await session.join(request);
      const isHereAlready = !outcome.ok && outcome.code === "already_here";
      const problem = outcome.ok || isHereAlready ? null : wordsForCode(outcome.code, outcome.message);
      setNow({ busy: false, problem, isHereAlready });
    },
    [session],
  );
  return { ...now, join };
}

import { MAX_ON_STAGE } from "../../../../../durable-objects/call/limits.ts";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";

/** For whoever came when all places were taken, or only watches: why, and the way to a place once one is free. */
export function FullNotice() {
  const { session, state } = useShownCall();
  const act = useCallAct();
  if (state.me?.place !== "watching") return null;
  const taken = state.peers.filter(({ place }) => place === "stage").length;
  const isFree = taken < MAX_ON_STAGE;
  return (
    <Notice>
      <p>
        <strong className="font-semibold">{isFree ? "There is a place for you." : "All places are taken."}</strong>{" "}
        {isFree
          ? "Take it to see, hear and speak."
          : `Up to ${MAX_ON_STAGE} people see and hear each other. You see who is here and write in the chat, and can take the next place that is free.`}
      </p>
      <div>
        <Button
          size="sm"
          look={isFree ? "primary" : "plain"}
          disabled={!isFree}
          onClick={() => act(session.takeStage())}
        >
          Take a place
        </Button>
      </div>
    </Notice>
  );
}

import { useObserved } from "../../../../react/observed.ts";
import { Notice } from "../../../design/notice.tsx";
import { inARow } from "../../../words/in-a-row.ts";
import { useShownCall } from "../open-call.tsx";

const WORDS = {
  no_relay:
    "Your networks do not let your browsers reach each other, and this server has no relay (TURN) between them. Try another network, such as a phone's, or ask whoever runs this server to set up a relay.",
  blocked:
    "Your network lets nothing through that a call needs, not even to the relay. Try another network, such as a phone's, or switch off a VPN. It is still being tried.",
} as const;

/** Why some of the others are neither seen nor heard, where no path to them can be found. */
export function PathNotice() {
  const { session, state } = useShownCall();
  const problem = useObserved(session.pathProblem);
  const lost = state.peers.filter(({ link }) => link === "failed").map(({ name }) => name);
  if (problem === null) return null;
  return (
    <Notice tone="warn">
      <p>
        <strong className="font-semibold">
          {lost.length > 0 ? `No path to ${inARow(lost)} was found.` : "No path to the others was found."}
        </strong>{" "}
        {WORDS[problem]}
      </p>
    </Notice>
  );
}

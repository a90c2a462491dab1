import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { PhoneOff, Video } from "lucide-react";
import { useId } from "react";
import { Avatar } from "../../design/avatar.tsx";
import { Button } from "../../design/button.tsx";
import { useToast } from "../../design/toasts.tsx";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { isQuiet } from "./quiet-hours.ts";
import type { Ring } from "./rings.ts";
import { useRingTone } from "./use-ring-tone.ts";
import { useRings } from "./use-rings.ts";

/** The calls that one is called to now, over whatever is open: who calls, from where, and to join or decline. */
export function RingingCalls() {
  const { state } = useOwnInbox();
  const { rings, quiet } = useRings();
  const acts = useRingActs(quiet);
  const [first] = rings;
  useRingTone(first !== undefined && !(state && isQuiet(state.preferences, Date.now())));
  if (!first) return null;
  return (
    <section
      aria-label="Incoming calls"
      className="fixed inset-x-0 top-2 z-50 mx-auto grid w-[calc(100vw-1.5rem)] max-w-xl gap-2"
    >
      {rings.map((ring) => (
        <RingingCall key={ring.key} ring={ring} acts={acts} />
      ))}
      <RingingKeys ring={first} acts={acts} />
    </section>
  );
}

interface RingActs {
  join: (ring: Ring) => void;
  decline: (ring: Ring) => void;
}

/** What can be done with a call that rings. It is quiet here at once; elsewhere once the call has heard of it. */
function useRingActs(quiet: (ring: Ring) => void): RingActs {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const tell = useToast();
  return {
    join: (ring) => {
      quiet(ring);
      const { workspace, call } = ring;
      void navigate({ to: "/w/$workspace/calls/$call", params: { workspace, call } });
    },
    decline: (ring) => {
      quiet(ring);
      api.calls
        .decline(ring.workspace, ring.call)
        .catch((cause: unknown) => tell({ words: wordsFor(cause), tone: "danger" }));
    },
  };
}

function RingingCall({ ring, acts }: { ring: Ring; acts: RingActs }) {
  const { api } = useSignedIn();
  const { data: workspaces = [] } = useQuery(workspacesQuery(api));
  const words = useId();
  const { by, byName, title, workspace } = ring;
  const where = workspaces.find(({ id }) => id === workspace)?.name ?? "";
  return (
    // biome-ignore lint/a11y/useSemanticElements: who calls and what can be said to it, not a set of fields
    <div
      role="group"
      aria-labelledby={words}
      className="flex animate-rise flex-wrap items-center gap-3 rounded-xl border border-accent bg-raised p-3 text-ink shadow-dialog"
    >
      <span aria-hidden className="grid shrink-0 animate-breathe">
        <Avatar user={by} name={byName} />
      </span>
      <div id={words} role="alert" className="grid min-w-40 flex-1 grid-cols-1">
        <span className="truncate font-semibold">
          <bdi>{byName}</bdi> is calling
        </span>
        <span className="truncate text-sm text-quiet">
          {[title === byName ? "" : title, where].filter(Boolean).join(" · ")}
        </span>
      </div>
      <div className="ms-auto flex gap-2">
        <Button look="danger" onClick={() => acts.decline(ring)}>
          <PhoneOff aria-hidden />
          Decline
        </Button>
        <Button look="primary" onClick={() => acts.join(ring)}>
          <Video aria-hidden />
          Join
        </Button>
      </div>
    </div>
  );
}

/** The same by keys and from the palette, wherever one is. */
function RingingKeys({ ring, acts }: { ring: Ring; acts: RingActs }) {
  useCommand({
    id: "call:join-ring",
    words: "Join the call that rings",
    keywords: ["answer", "pick up"],
    group: "you",
    icon: Video,
    keys: "mod+alt+a",
    writing: "act",
    run: () => acts.join(ring),
  });
  useCommand({
    id: "call:decline-ring",
    words: "Decline the call that rings",
    keywords: ["reject", "hang up"],
    group: "you",
    icon: PhoneOff,
    keys: "mod+alt+r",
    writing: "act",
    run: () => acts.decline(ring),
  });
  return null;
}

import { Link } from "@tanstack/react-router";
import { Archive, Check, Hash, Lock, Search } from "lucide-react";
import { useEffect, useState } from "react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { INPUT } from "../../design/field.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked } from "./asked.ts";
import { useMemberCounts } from "./member-counts.ts";
import { isLeft, makesChannels } from "./roles.ts";
import { useConversationActs } from "./use-acts.ts";

type Which = "open" | "joined" | "archived";

const WHICH: readonly { value: Which; name: string }[] = [
  { value: "open", name: "All" },
  { value: "joined", name: "Joined" },
  { value: "archived", name: "Archived" },
];

/** All channels one may enter: to find them, to join, and to leave. */
export function BrowseChannels() {
  const { role, state } = useWorkspace();
  const [words, setWords] = useState("");
  const [which, setWhich] = useState<Which>("open");
  useEffect(() => {
    document.title = "Channels · Ensemble";
  }, []);
  const joined = new Set(state.joined);
  const counts = useMemberCounts();
  const wanted = words.trim().toLocaleLowerCase();
  const shown = state.conversations
    .filter(({ kind }) => kind === "channel" || kind === "private")
    .filter(
      ({ id, archivedAt }) =>
        (archivedAt !== null) === (which === "archived") && (which !== "joined" || joined.has(id)),
    )
    .filter(({ name, topic }) => [name, topic].some((text) => text.toLocaleLowerCase().includes(wanted)))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-4 px-4 py-6 md:px-8 md:py-10">
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="flex-1 text-xl font-semibold">Channels</h1>
        {makesChannels(role) ? (
          <Button look="primary" onClick={() => asked.set({ name: "new channel" })}>
            New channel
          </Button>
        ) : null}
      </header>
      <div className="flex flex-wrap items-center gap-3">
        <label className="relative min-w-[min(12rem,100%)] flex-1">
          <span className="unseen">Search channels</span>
          <Search aria-hidden className="absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-quiet" />
          <input
            type="search"
            className={`${INPUT} ps-8`}
            placeholder="Search by name or topic"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <Segmented label="Which channels" value={which} options={WHICH} onChange={setWhich} />
      </div>
      {shown.length === 0 ? (
        <Nothing which={which} words={words.trim()} />
      ) : (
        <ul
          className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised"
          aria-label="Channels"
        >
          {shown.map((conversation) => (
            <ChannelRow
              key={conversation.id}
              conversation={conversation}
              joined={joined.has(conversation.id)}
              people={counts.get(conversation.id)}
            />
          ))}
        </ul>
      )}
    </main>
  );
}

interface ChannelRowProps {
  conversation: Conversation;
  joined: boolean;
  /** How many are in it; undefined while that is not known. */
  people: number | undefined;
}

function ChannelRow({ conversation, joined, people }: ChannelRowProps) {
  const { id: workspace } = useWorkspace();
  const { join, leave } = useConversationActs();
  const { id, kind, name, topic, archivedAt } = conversation;
  const Drawing = archivedAt !== null ? Archive : kind === "private" ? Lock : Hash;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <Drawing aria-hidden className="size-4 shrink-0 text-quiet" />
      <div className="min-w-[min(12rem,100%)] flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            className="font-medium text-ink"
            dir="auto"
            to="/w/$workspace/c/$conversation"
            params={{ workspace, conversation: id }}
          >
            {name}
          </Link>
          {kind === "private" ? <Chip>Private</Chip> : null}
          {joined ? (
            <Chip tone="accent">
              <Check aria-hidden />
              Joined
            </Chip>
          ) : null}
        </p>
        <p className="text-sm text-quiet" dir="auto">
          {[peopleInWords(people), topic].filter(Boolean).join(" · ")}
        </p>
      </div>
      {archivedAt !== null ? null : !joined ? (
        <Button size="sm" aria-label={`Join ${name}`} onClick={() => void join(conversation)}>
          Join
        </Button>
      ) : isLeft(conversation) ? (
        <Button size="sm" look="quiet" aria-label={`Leave ${name}`} onClick={() => leave(conversation)}>
          Leave
        </Button>
      ) : (
        <span className="text-sm text-quiet">Everyone is in it</span>
      )}
    </li>
  );
}

function peopleInWords(people: number | undefined): string {
  if (people === undefined) return "";
  return people === 1 ? "1 person" : `${people} people`;
}

function Nothing({ which, words }: { which: Which; words: string }) {
  if (words !== "") return <p className="py-4 text-quiet">No channel is called “{words}”.</p>;
  if (which === "archived") return <p className="py-4 text-quiet">No channel is archived.</p>;
  return (
    <EmptyState icon={Hash} title={which === "joined" ? "You are in no channel yet" : "There is no channel yet"}>
      A channel is a place to talk about one thing, for all who care about it.
    </EmptyState>
  );
}

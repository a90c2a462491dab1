import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, SearchX } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { MAX_SEARCH_LENGTH } from "../../../../durable-objects/conversation/limits.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { INPUT } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { foundMessagesQuery } from "../../queries/messages.ts";
import { useSettled } from "../../queries/use-settled.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { FoundRow } from "./found-row.tsx";
import { Narrowings } from "./narrowings.tsx";
import { goingOn } from "./words-of-search.ts";

interface SearchPageProps {
  /** What is searched for, as the address has it. */
  search: string;
  onSearch: (search: string) => void;
}

/** Messages of all conversations one may enter, by their words and by what narrows them. */
export function SearchPage({ search, onSearch }: SearchPageProps) {
  const [typed, setTyped] = useState(goingOn(search));
  const [given, setGiven] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  // The address was changed by something else, as by going back.
  if (search !== given) {
    setGiven(search);
    if (search !== typed.trim()) setTyped(goingOn(search));
  }
  const settled = useSettled(typed.trim());
  useEffect(() => {
    if (settled !== search && settled === typed.trim()) onSearch(settled);
  }, [settled, search, typed, onSearch]);
  useEffect(() => {
    document.title = search === "" ? "Search · Ensemble" : `${search} · Search · Ensemble`;
  }, [search]);
  const change = (next: string) => {
    setTyped(goingOn(next));
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-4 px-4 py-6 md:px-8 md:py-10">
      <h1 className="text-xl font-semibold">Search messages</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: `search` is not known to every browser we serve */}
      <form role="search" onSubmit={submit} className="grid gap-2">
        <span className="relative">
          <Search aria-hidden className="absolute inset-y-0 start-3 my-auto size-4 text-quiet" />
          <input
            ref={field}
            type="search"
            className={`${INPUT} ps-9`}
            dir="auto"
            aria-label="Words to search for"
            placeholder="Words, or from:ada in:general has:file"
            maxLength={MAX_SEARCH_LENGTH}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            // biome-ignore lint/a11y/noAutofocus: whoever comes here wants to type
            autoFocus
          />
        </span>
        <Narrowings search={typed} onChange={change} />
      </form>
      {search === "" ? <Nothing /> : <Results search={search} />}
    </main>
  );
}

function Nothing() {
  return (
    <EmptyState icon={Search} title="Find what was said">
      <p>
        Type some words. “Words in quotes” must stand together. Narrow it by who wrote it, where and when, or by what it
        has.
      </p>
    </EmptyState>
  );
}

function Results({ search }: { search: string }) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const found = useInfiniteQuery(foundMessagesQuery(api, workspace, search));
  const pages = found.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  return (
    <section aria-label="What was found" aria-busy={found.isFetching} className="grid grid-cols-1 gap-3">
      <p role="status" className="unseen">
        {found.isPending ? "Searching…" : items.length === 1 ? "One message" : `${items.length} messages`}
      </p>
      <Problem error={found.error} retry={found.refetch} />
      {found.isPending ? <Skeleton className="h-40" /> : null}
      {found.data && items.length === 0 && !found.hasNextPage ? (
        <EmptyState icon={SearchX} title="Nothing was found">
          <p>Try fewer or other words, or take away what narrows the search.</p>
        </EmptyState>
      ) : null}
      {pages.some(({ partial }) => partial) ? (
        <Notice tone="warn">
          <p>There are more conversations than were searched. Name the one you mean with in:</p>
        </Notice>
      ) : null}
      {items.length > 0 ? (
        <ol className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised">
          {items.map((each) => (
            <FoundRow key={each.message.id} found={each} />
          ))}
        </ol>
      ) : null}
      {found.hasNextPage ? (
        <div>
          {/* Where there is much to look through, the newest part of it may have nothing. */}
          {items.length === 0 ? <p className="pb-2 text-quiet">Nothing was found in what is newest.</p> : null}
          <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {items.length === 0 ? "Look further back" : "Show older ones"}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

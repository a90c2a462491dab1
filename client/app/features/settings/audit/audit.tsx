import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { NamedAuditEntry } from "../../../../../durable-objects/workspace/audit/protocol.ts";
import type { AuditFormat } from "../../../../sdk/api/audit.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Menu, MenuItem } from "../../../design/menu.tsx";
import { Problem } from "../../../design/problem.tsx";
import { saveFile } from "../../../design/save-file.ts";
import { useToast } from "../../../design/toasts.tsx";
import { auditQuery } from "../../../queries/workspaces.ts";
import { actInWords, doerInWords } from "../../../words/audit.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { SettingsPage } from "../frame.tsx";
import { NotForYou } from "../not-for-you.tsx";
import { WaitingList } from "../waiting.tsx";
import { filterOf } from "./asked.ts";
import { AuditFilterBar } from "./filter.tsx";

import type { AuditSearch } from "./search.ts";

/** Who did what to what and when, as far as it is of consequence for who may do what and for what is gone. */
export function Audit({ search }: { search: AuditSearch }) {
  const { role } = useWorkspace();
  if (!managesPeople(role)) return <NotForYou title="Audit log" />;
  return (
    <SettingsPage
      title="Audit log"
      intro="Who joined, left and may do what; what was deleted, exported and restored. Nothing is ever taken out of it."
    >
      <AuditFilterBar search={search} />
      <Entries search={search} />
    </SettingsPage>
  );
}

function Entries({ search }: { search: AuditSearch }) {
  const { id, state } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const filter = useMemo(() => filterOf(search), [search]);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(api, id, filter),
  );
  // What is recorded is mostly said to the workspace's members, too.
  const latest = state.activity.at(-1)?.seq;
  useEffect(() => {
    if (latest !== undefined) void queries.invalidateQueries({ queryKey: ["workspace", id, "audit"] });
  }, [latest, id, queries]);
  const entries = data?.pages.flatMap(({ items }) => items);
  if (!entries)
    return error ? <Problem error={error} retry={refetch} /> : <WaitingList label="Reading the audit log" />;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-quiet">
          {entries.length === 1 ? "1 entry" : `${entries.length}${hasNextPage ? " or more" : ""} entries`}
        </p>
        <ExportMenu search={search} />
      </div>
      <Problem error={error} retry={refetch} />
      {entries.length > 0 ? (
        <ol className="grid grid-cols-1 divide-y divide-line" aria-label="Audit log">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : (
        <EmptyState icon={ScrollText} title="Nothing fits">
          Take something out of the filter, or search for another word.
        </EmptyState>
      )}
      {hasNextPage ? (
        <div>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "One moment…" : "Show older"}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Entry({ entry }: { entry: NamedAuditEntry }) {
  const when = new Date(entry.at);
  const doer = doerInWords(entry);
  return (
    <li className="flex gap-3 py-3 compact:py-1.5">
      <Avatar user={entry.by ?? "room"} name={doer} size="sm" />
      <div className="flex min-w-0 flex-1 gap-x-3 max-md:flex-col">
        <p className="min-w-0 flex-1">
          <strong className="font-medium" dir="auto">
            {doer}
          </strong>{" "}
          <span>{actInWords(entry)}</span>
        </p>
        <time
          className="shrink-0 text-sm text-quiet"
          dateTime={when.toISOString()}
          title={when.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" })}
        >
          {when.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </div>
    </li>
  );
}

function ExportMenu({ search }: { search: AuditSearch }) {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const take = useMutation({
    mutationFn: async (format: AuditFormat) => saveFile(await api.audit.file(id, filterOf(search), format)),
    onSuccess: () => tell({ words: "The audit log is on its way to your downloads." }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["workspace", id, "audit"] }),
  });
  return (
    <div className="grid justify-items-end gap-2">
      <Menu
        label="Export the audit log"
        align="end"
        trigger={
          <Button size="sm" disabled={take.isPending}>
            <Download aria-hidden />
            {take.isPending ? "Exporting…" : "Export"}
          </Button>
        }
      >
        <MenuItem onSelect={() => take.mutate("csv")}>As CSV, for a spreadsheet</MenuItem>
        <MenuItem onSelect={() => take.mutate("json")}>As JSON, for a program</MenuItem>
      </Menu>
      <Problem error={take.error} />
    </div>
  );
}

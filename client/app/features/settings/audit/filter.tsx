import { useNavigate } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Field, INPUT, SelectField } from "../../../design/field.tsx";
import { actChoices } from "../../../words/audit.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";
import type { AuditSearch } from "./search.ts";

/** How long a pause in typing is, in ms. */
const PAUSE_MS = 300;

/** Narrowing the log: by text, person, act and time. What is chosen stands in the address. */
export function AuditFilterBar({ search }: { search: AuditSearch }) {
  const { id, state } = useWorkspace();
  const navigate = useNavigate();
  const narrow = (more: AuditSearch) =>
    void navigate({
      to: "/w/$workspace/settings/audit",
      params: { workspace: id },
      search: { ...search, ...more },
      replace: true,
      resetScroll: false,
    });
  const empty = Object.values(search).every((value) => value === undefined);
  return (
    <search className="grid grid-cols-1 gap-3" aria-label="Filter the audit log">
      <TextFilter key={search.text ?? ""} text={search.text} onText={(text) => narrow({ text })} />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <SelectField
          label="Person"
          value={search.by ?? ""}
          onChange={(event) => narrow({ by: event.target.value || undefined })}
        >
          <option value="">Everyone</option>
          {search.by && !state.members.some(({ user }) => user === search.by) ? (
            <option value={search.by}>Someone who left</option>
          ) : null}
          {state.members
            .toSorted((a, b) => a.name.localeCompare(b.name))
            .map(({ user, name }) => (
              <option key={user} value={user}>
                {name}
              </option>
            ))}
        </SelectField>
        <SelectField
          label="What"
          value={search.act ?? ""}
          onChange={(event) => narrow({ act: event.target.value || undefined })}
        >
          <option value="">Everything</option>
          {actChoices().map(({ act, name }) => (
            <option key={act} value={act}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          label="From"
          type="date"
          value={search.from ?? ""}
          max={search.to}
          onChange={(event) => narrow({ from: event.target.value || undefined })}
        />
        <Field
          label="To"
          type="date"
          value={search.to ?? ""}
          min={search.from}
          onChange={(event) => narrow({ to: event.target.value || undefined })}
        />
      </div>
      {empty ? null : (
        <div>
          <Button
            size="sm"
            onClick={() => narrow({ by: undefined, act: undefined, text: undefined, from: undefined, to: undefined })}
          >
            <X aria-hidden />
            Show everything
          </Button>
        </div>
      )}
    </search>
  );
}

/** Looks while one types, after each pause. */
function TextFilter({ text, onText }: { text: string | undefined; onText: (text: string | undefined) => void }) {
  const [typed, setTyped] = useState(text ?? "");
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  const wanted = typed.trim() || undefined;
  useEffect(() => {
    if (wanted === text) return;
    const pause = setTimeout(() => latest.current(wanted), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wanted, text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== text) onText(wanted);
  };
  return (
    <form onSubmit={submit}>
      <label className="relative block">
        <span className="unseen">Search the audit log</span>
        <Search aria-hidden className="absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-quiet" />
        <input
          ref={field}
          type="search"
          className={`${INPUT} ps-8`}
          placeholder="Search for a name, an address, a title"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
    </form>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { KEY_SCOPES, type KeyScope, type MadeKey } from "../../../../sdk/api/keys.ts";
import { newKey } from "../../../../sdk/id.ts";
import { Button } from "../../../design/button.tsx";
import { CopyButton } from "../../../design/copy-button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { CheckField, Field, SelectField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../design/problem.tsx";
import { keysQuery } from "../../../queries/account.ts";
import { scopeInWords } from "../../../words/scopes.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Secret } from "../secret.tsx";

const MAX_NAME_LENGTH = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIMES = [
  { days: 30, name: "30 days" },
  { days: 90, name: "90 days" },
  { days: 365, name: "A year" },
  { days: null, name: "It does not expire" },
] as const;

/** Asks for a key; its secret is told to `onMade`, this once. */
export function NewKey({ onMade, onClose }: { onMade: (made: MadeKey) => void; onClose: () => void }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const form = useId();
  const [openedAt] = useState(() => Date.now());
  /** The same wish sent again makes one key; another wish makes another. */
  const attempt = useRef({ wish: "", key: "" });
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly KeyScope[]>(["read", "write"]);
  const [days, setDays] = useState<number | null>(90);
  const make = useMutation({
    mutationFn: () => {
      const expiresAt = days === null ? null : openedAt + days * DAY_MS;
      const wanted = { name: name.trim(), scopes: KEY_SCOPES.filter((scope) => scopes.includes(scope)), expiresAt };
      const wish = JSON.stringify(wanted);
      if (attempt.current.wish !== wish) attempt.current = { wish, key: newKey() };
      return api.keys.make(wanted, attempt.current.key);
    },
    onSuccess: async (key) => {
      onMade(key);
      await queries.invalidateQueries(keysQuery(api));
    },
  });
  const toggle = (scope: KeyScope, on: boolean) =>
    setScopes((chosen) => (on ? [...chosen, scope] : chosen.filter((each) => each !== scope)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending && name.trim() !== "" && scopes.length > 0) make.mutate();
  };
  return (
    <Dialog
      title="New API key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            disabled={name.trim() === "" || scopes.length === 0 || make.isPending}
          >
            {make.isPending ? "One moment…" : "Make the key"}
          </Button>
        </>
      }
    >
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={submit}>
        <Field
          label="Name"
          hint="What it is for, so that you know it again."
          maxLength={MAX_NAME_LENGTH}
          autoComplete="off"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="grid grid-cols-1 gap-2">
          <legend className="pb-1 font-medium">What it may do</legend>
          {KEY_SCOPES.map((scope) => {
            const words = scopeInWords(scope);
            return (
              <CheckField
                key={scope}
                label={words.name}
                hint={words.meaning}
                checked={scopes.includes(scope)}
                onChange={(event) => toggle(scope, event.target.checked)}
              />
            );
          })}
        </fieldset>
        <SelectField
          label="Works for"
          value={String(days)}
          onChange={(event) =>
            setDays(LIFETIMES.find((each) => String(each.days) === event.target.value)?.days ?? null)
          }
        >
          {LIFETIMES.map((lifetime) => (
            <option key={lifetime.name} value={String(lifetime.days)}>
              {lifetime.name}
            </option>
          ))}
        </SelectField>
        {scopes.length === 0 ? <p className="text-sm text-danger">Choose at least one thing it may do.</p> : null}
        <Problem error={make.error} />
      </form>
    </Dialog>
  );
}

/** A key that was just made: its secret, until the user has kept it. */
export function MadeKeyNotice({ made, onDone }: { made: MadeKey; onDone: () => void }) {
  return (
    <section
      className="grid grid-cols-1 gap-3 rounded-lg border border-line-strong p-4"
      aria-label={`The key “${made.name}”`}
    >
      <Notice tone="warn">
        This is the key “{made.name}”, shown this once. Keep it where secrets are kept; whoever has it acts as you.
      </Notice>
      <Secret label="API key" text={made.key}>
        <CopyButton text={made.key}>Copy</CopyButton>
      </Secret>
      <div>
        <Button size="sm" onClick={onDone}>
          I have kept it
        </Button>
      </div>
    </section>
  );
}

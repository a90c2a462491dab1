import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import type { ApiKey, MadeKey } from "../../../../sdk/api/keys.ts";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { keysQuery } from "../../../queries/account.ts";
import { agoInWords } from "../../../words/dates.ts";
import { scopeInWords } from "../../../words/scopes.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { SettingsPage } from "../frame.tsx";
import { WaitingList } from "../waiting.tsx";
import { MadeKeyNotice, NewKey } from "./new-key.tsx";

/** Keys for programs that act as oneself. */
export function Keys() {
  const { api } = useSignedIn();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const { data: keys, error, refetch } = useQuery(keysQuery(api));
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      New key
    </Button>
  );
  return (
    <SettingsPage
      title="API keys"
      intro={
        <>
          With a key a program acts as you, as far as you let it. What can be asked is described at{" "}
          <a className="text-accent underline" href="/api/docs" target="_blank" rel="noreferrer">
            the API's own page
          </a>
          .
        </>
      }
    >
      <Problem error={error} retry={refetch} />
      {made ? <MadeKeyNotice key={made.id} made={made} onDone={() => setMade(null)} /> : null}
      {keys && keys.length > 0 ? (
        <div className="grid grid-cols-1 gap-4">
          <div>{make}</div>
          <ul className="grid grid-cols-1 divide-y divide-line">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        </div>
      ) : null}
      {keys?.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys yet" action={make}>
          Make one for a script, an agent, or a tool that speaks to Ensemble for you.
        </EmptyState>
      ) : null}
      {keys || error ? null : <WaitingList label="Looking for your keys" />}
      {making ? (
        <NewKey
          onMade={(key) => {
            setMade(key);
            setMaking(false);
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </SettingsPage>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => api.keys.revoke(apiKey.id),
    onSuccess: () => tell({ words: `The key “${apiKey.name}” works no more.` }),
    onSettled: () => queries.invalidateQueries(keysQuery(api)),
  });
  const now = Date.now();
  const expired = apiKey.expiresAt !== null && apiKey.expiresAt <= now;
  return (
    <li className="grid grid-cols-1 gap-2 py-3 compact:py-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid min-w-[min(12rem,100%)] flex-1 gap-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span dir="auto">{apiKey.name}</span>
            <code className="font-mono text-xs text-quiet">{apiKey.start}…</code>
          </p>
          <p className="flex flex-wrap items-center gap-1.5 text-sm text-quiet">
            {apiKey.scopes.map((scope) => (
              <Chip key={scope} title={scopeInWords(scope).meaning}>
                {scopeInWords(scope).name}
              </Chip>
            ))}
            <span>
              {apiKey.lastUsedAt === null ? "Never used" : `Used ${agoInWords(apiKey.lastUsedAt, now)}`} ·{" "}
              {expiryInWords(apiKey.expiresAt)}
            </span>
            {expired ? <Chip tone="warn">Expired</Chip> : null}
          </p>
        </div>
        <Button
          size="sm"
          disabled={revoke.isPending}
          onClick={() => setAsking(true)}
          aria-label={`Revoke ${apiKey.name}`}
        >
          Revoke
        </Button>
      </div>
      <Problem error={revoke.error} />
      {asking ? (
        <Confirm
          title={`Revoke “${apiKey.name}”?`}
          confirm="Revoke"
          onConfirm={() => {
            setAsking(false);
            revoke.mutate();
          }}
          onCancel={() => setAsking(false)}
        >
          <p>Whatever uses this key is refused from now on. This cannot be taken back; you can make another key.</p>
        </Confirm>
      ) : null}
    </li>
  );
}

function expiryInWords(expiresAt: number | null): string {
  return expiresAt === null ? "does not expire" : `until ${new Date(expiresAt).toLocaleDateString()}`;
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import type { Session } from "../../../../sdk/api/sessions.ts";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { sessionsQuery } from "../../../queries/account.ts";
import { agoInWords } from "../../../words/dates.ts";
import { deviceInWords, isHandheld } from "../../../words/devices.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { SettingsPage } from "../frame.tsx";
import { WaitingList } from "../waiting.tsx";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where one is signed in, and signing out there. */
export function Sessions() {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const [asking, setAsking] = useState(false);
  const { data: sessions, error, refetch } = useQuery(sessionsQuery(api));
  const endOthers = useMutation({
    mutationFn: () => api.sessions.endOthers(),
    onSuccess: () => tell({ words: "You are signed out everywhere but here." }),
    onSettled: () => queries.invalidateQueries(sessionsQuery(api)),
  });
  const others = sessions?.filter(({ current }) => !current) ?? [];
  return (
    <SettingsPage
      title="Sessions and devices"
      intro="Each browser and program that is signed in as you. Sign out where you do not know one, and change your password."
    >
      <Problem error={error} retry={refetch} />
      <Problem error={endOthers.error} />
      {sessions ? (
        <ul className="grid grid-cols-1 divide-y divide-line">
          {[...sessions.filter(({ current }) => current), ...others].map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : error ? null : (
        <WaitingList label="Looking where you are signed in" />
      )}
      {others.length > 0 ? (
        <div>
          <Button look="danger" disabled={endOthers.isPending} onClick={() => setAsking(true)}>
            Sign out everywhere else
          </Button>
        </div>
      ) : null}
      {asking ? (
        <Confirm
          title="Sign out everywhere else?"
          confirm="Sign out"
          onConfirm={() => {
            setAsking(false);
            endOthers.mutate();
          }}
          onCancel={() => setAsking(false)}
        >
          <p>{others.length === 1 ? "One other place is" : `${others.length} other places are`} signed out at once.</p>
          <p>What was typed there and had not reached the server stays in those browsers.</p>
        </Confirm>
      ) : null}
    </SettingsPage>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const device = deviceInWords(session.userAgent);
  const end = useMutation({
    mutationFn: () => api.sessions.end(session.id),
    onSuccess: () => tell({ words: `${device} is signed out.` }),
    onSettled: () => queries.invalidateQueries(sessionsQuery(api)),
  });
  const Drawing = isHandheld(session.userAgent) ? Smartphone : Monitor;
  return (
    <li className="grid grid-cols-1 gap-2 py-3 compact:py-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Drawing aria-hidden className="size-5 shrink-0 text-quiet" />
        <div className="min-w-[min(12rem,100%)] flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {device}
            {session.current ? <Chip tone="good">This device</Chip> : null}
          </p>
          <p className="text-sm text-quiet">
            {session.ipAddress ? `${session.ipAddress} · ` : ""}
            Signed in {new Date(session.createdAt).toLocaleDateString()} · {seenInWords(session)}
          </p>
        </div>
        {session.current ? null : (
          <Button size="sm" disabled={end.isPending} onClick={() => end.mutate()} aria-label={`Sign out ${device}`}>
            Sign out
          </Button>
        )}
      </div>
      <Problem error={end.error} />
    </li>
  );
}

/** When it was last used is known to the day. */
function seenInWords({ usedAt, current }: Session): string {
  if (current) return "in use now";
  const now = Date.now();
  return now - usedAt < DAY_MS ? "used in the last day" : `last used ${agoInWords(usedAt, now)}`;
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import type { PushSubscriptionView } from "../../../../../durable-objects/inbox/protocol.ts";
import { useObserved } from "../../../../react/observed.ts";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Problem } from "../../../design/problem.tsx";
import { pushQuery } from "../../../queries/inbox.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Ago } from "../../task/ago.tsx";
import { pushHereQuery, pushId, refusePush } from "./this-device.ts";

/** Every browser that is pushed to, and putting an end to it for each. */
export function PushDevices({ subscriptions }: { subscriptions: readonly PushSubscriptionView[] }) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const here = useObserved(pushId);
  const remove = useMutation({
    mutationFn: async (id: string) => {
      if (id === here) await refusePush();
      await api.inbox.removePush(id);
    },
    onSettled: () =>
      Promise.all([queries.invalidateQueries(pushQuery(api)), queries.invalidateQueries(pushHereQuery())]),
  });
  if (subscriptions.length === 0) return null;
  return (
    <>
      <Problem error={remove.error} />
      <ul className="grid grid-cols-1 divide-y divide-line" aria-label="Devices that are pushed to">
        {subscriptions.map(({ id, device, createdAt }) => (
          <li key={id} className="flex items-center gap-3 py-2">
            <Smartphone aria-hidden className="size-4 shrink-0 text-quiet" />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-2">
                {device}
                {id === here ? <Chip tone="accent">This device</Chip> : null}
              </span>
              <span className="block text-sm text-quiet">
                Since <Ago at={createdAt} />
              </span>
            </span>
            <Button
              size="sm"
              aria-label={`Push no more to ${device}`}
              disabled={remove.isPending}
              onClick={() => remove.mutate(id)}
            >
              Stop
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

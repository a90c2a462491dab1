import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Preferences, PushSubscriptionView } from "../../../../../durable-objects/inbox/protocol.ts";
import { useObserved } from "../../../../react/observed.ts";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Switch } from "../../../design/switch.tsx";
import { pushQuery } from "../../../queries/inbox.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { PushDevices } from "./push-devices.tsx";
import { pushHereQuery, pushId, refusePush, takePush } from "./this-device.ts";
import { useSetting } from "./use-setting.ts";

/** Whether this device is told of what comes while nobody is at it, which others are, and how much they are told. */
export function Push({ preferences }: { preferences: Preferences }) {
  const { api } = useSignedIn();
  const set = useSetting();
  const { data: push, error, refetch } = useQuery(pushQuery(api));
  if (error) return <Problem error={error} retry={refetch} />;
  if (!push) return null;
  const { publicKey, subscriptions } = push;
  if (publicKey === null) {
    return <p className="text-quiet">This server is not set up to push. Whoever runs it can give it keys for that.</p>;
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <ThisDevice publicKey={publicKey} subscriptions={subscriptions} />
      <Switch
        label="Say what happened"
        hint="A push tells who wrote and how it begins. Off, it says only that something came."
        checked={preferences.pushContent}
        onChange={(pushContent) => set({ pushContent })}
      />
      <PushDevices subscriptions={subscriptions} />
    </div>
  );
}

interface ThisDeviceProps {
  publicKey: string;
  subscriptions: readonly PushSubscriptionView[];
}

function ThisDevice({ publicKey, subscriptions }: ThisDeviceProps) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const id = useObserved(pushId);
  const { data: here } = useQuery(pushHereQuery());
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) pushId.set((await api.inbox.addPush(await takePush(publicKey))).id);
      else {
        await refusePush();
        if (subscriptions.some((each) => each.id === id)) await api.inbox.removePush(id);
      }
    },
    onSettled: () =>
      Promise.all([queries.invalidateQueries(pushQuery(api)), queries.invalidateQueries(pushHereQuery())]),
  });
  if (here === undefined) return null;
  if (here === "impossible") {
    return (
      <Notice>
        This browser cannot be pushed to here. It takes https, and on an iPhone or iPad that Ensemble was put on the
        home screen.
      </Notice>
    );
  }
  if (here === "denied") {
    return (
      <Notice tone="warn">
        Your browser is set to let this page tell you nothing. Allow notifications for it in the browser’s settings for
        this site, and reload the page.
      </Notice>
    );
  }
  const isOn = here === "on" && subscriptions.some((each) => each.id === id);
  return (
    <>
      <Switch
        label="Push to this device"
        hint="The browser asks you once whether it may."
        checked={turn.isPending ? turn.variables : isOn}
        disabled={turn.isPending}
        onChange={(on) => turn.mutate(on)}
      />
      <Problem error={turn.error} />
    </>
  );
}

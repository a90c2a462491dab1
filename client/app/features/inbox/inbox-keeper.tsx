import { useParams, useRouter } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { z } from "zod";
import { keyOfThing, type Thing } from "../../../../durable-objects/inbox/protocol.ts";
import { useInbox } from "../../../react/inbox.ts";
import { useLooking } from "../../../react/looking.ts";
import { later } from "../../offline/loading-ahead.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { watchActivity } from "./activity.ts";
import { InboxCommands } from "./inbox-commands.tsx";
import { ownInbox, useOwnInbox } from "./own-inbox.ts";
import { forgetShown } from "./shown-pushes.ts";
import { browserZone, UNSAID_ZONE } from "./time-zones.ts";
import { showInTab } from "./unread-sign.ts";

const RingingCalls = later(async () => (await import("../ringing/ringing-calls.tsx")).RingingCalls);

/** As many are reported at once. */
const MOST_REPORTED = 200;

/**
 * Once while somebody is signed in: keeps their inbox open, tells it whether they are here and what has reached them, shows
 * in the tab how much is unread, and lets calls ring.
 */
export function InboxKeeper() {
  const { api, me, commands, rooms } = useSignedIn();
  const { id } = me;
  const inbox = useInbox(api, id, { keep: commands, copies: rooms });
  useEffect(() => {
    ownInbox.set(inbox);
    return () => ownInbox.set(null);
  }, [inbox]);
  useEffect(() => (inbox ? watchActivity((active) => inbox.setActive(active)) : undefined), [inbox]);
  useDelivered();
  useReadElsewhere();
  useTimeZone();
  useOpenedPushes();
  useReadWhereOneIs();
  const { state } = useOwnInbox();
  const unread = state?.unread.all ?? 0;
  useEffect(() => showInTab(unread), [unread]);
  const isCalled = state?.notifications.some(({ ring }) => ring?.state === "ringing") ?? false;
  return (
    <>
      <InboxCommands />
      {isCalled ? (
        <Suspense>
          <RingingCalls />
        </Suspense>
      ) : null}
    </>
  );
}

/** Says of what has come that it has reached a device. */
function useDelivered(): void {
  const { inbox, state } = useOwnInbox();
  const fresh = (state?.notifications ?? []).filter(({ deliveredAt }) => deliveredAt === null);
  const wanted = fresh.map(({ id }) => id).join("\n");
  useEffect(() => {
    if (inbox && wanted !== "") inbox.delivered(wanted.split("\n").slice(0, MOST_REPORTED));
  }, [inbox, wanted]);
}

/** Takes the time zone of this browser for whoever never said theirs: quiet hours and due days go by it. */
function useTimeZone(): void {
  const { inbox, state } = useOwnInbox();
  const unsaid = state?.preferences.timeZone === UNSAID_ZONE;
  useEffect(() => {
    const timeZone = browserZone();
    if (inbox && unsaid && timeZone !== UNSAID_ZONE) void inbox.setPreferences({ timeZone });
  }, [inbox, unsaid]);
}

/**
 * Reads that one was let into a conversation, or called to a call, once one looks at it; what is said in a conversation is
 * read with its messages.
 */
function useReadWhereOneIs(): void {
  const { inbox, state } = useOwnInbox();
  const { workspace, conversation, call } = useParams({ strict: false });
  const isLooking = useLooking();
  const thing = workspace ? thingAt(workspace, conversation, call) : null;
  const key = thing && keyOfThing(thing);
  const news = state?.notifications.find(({ id }) => id === key);
  const isNews = news !== undefined && news.readAt === null && news.message === null;
  const id = news?.id;
  useEffect(() => {
    if (inbox && isLooking && isNews && id !== undefined) void inbox.read([id]);
  }, [inbox, isLooking, isNews, id]);
}

function thingAt(workspace: string, conversation: string | undefined, call: string | undefined): Thing | null {
  if (conversation) return { type: "conversation", workspace, conversation };
  return call ? { type: "call", workspace, call } : null;
}

const OpenedPush = z.object({ type: z.literal("opened"), address: z.string().startsWith("/"), tag: z.string() });

/** Goes where a push led that was clicked while this page was open (`offline/worker/pushes.ts`). */
function useOpenedPushes(): void {
  const router = useRouter();
  const { inbox } = useOwnInbox();
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const opened = ({ data }: MessageEvent) => {
      const said = OpenedPush.safeParse(data);
      if (!said.success) return;
      void inbox?.read([said.data.tag]);
      router.history.push(said.data.address);
    };
    serviceWorker.addEventListener("message", opened);
    return () => serviceWorker.removeEventListener("message", opened);
  }, [inbox, router]);
}

/** Takes away what this device still shows of what was read, wherever that was. */
function useReadElsewhere(): void {
  const { state } = useOwnInbox();
  const notifications = state?.notifications;
  useEffect(() => {
    if (!notifications) return;
    const unread = new Set(notifications.filter(({ readAt }) => readAt === null).map(({ id }) => id));
    void forgetShown((tag) => !unread.has(tag));
  }, [notifications]);
}

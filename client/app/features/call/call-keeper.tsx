import { useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { useStaying } from "../../design/use-staying.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { calling, closeCall, type OpenCall, openCall } from "./calling.ts";
import { chosenDevices } from "./choices.ts";
import { CallCommands } from "./controls/call-commands.tsx";
import { keepSeat, takeSeat } from "./kept-seat.ts";
import { MiniCall } from "./mini/mini-call.tsx";
import { returnTo } from "./returning.ts";
import { useCallNews } from "./use-call-news.ts";
import { useGoingOut } from "./use-going-out.ts";
import { useOwnMedia } from "./use-own-media.ts";

/** Once while somebody is signed in: goes on with the call they are in, whichever page they look at, and after a reload. */
export function CallKeeper() {
  const { api } = useSignedIn();
  const open = useObserved(calling);
  useEffect(() => {
    const seat = takeSeat();
    if (seat) void returnTo(openCall(api, seat.workspace, seat.call), seat);
  }, [api]);
  // Whoever signs out is in no call any more.
  useEffect(() => closeCall, []);
  return open ? <Kept key={`${open.workspace} ${open.id}`} open={open} /> : null;
}

function Kept({ open }: { open: OpenCall }) {
  const { session } = open;
  const state = useObserved(session.state);
  const you = useObserved(session.you);
  const isIn = state?.stage === "joined";
  const mayPublish = state?.me ? state.me.mayPublish && state.me.place === "stage" : you?.role !== "viewer";
  useKeptSeat(open, isIn);
  useKeptDevices(open);
  useCallNews(open);
  useGoingOut(open);
  useStaying(isIn && state.peers.length > 1);
  return (
    <>
      <CallCommands session={session} mayPublish={mayPublish} isIn={isIn} />
      <MiniCall open={open} />
    </>
  );
}

/** Keeps where one sits and what one means to send there, for as long as one sits there. */
function useKeptSeat({ workspace, id, session }: OpenCall, isIn: boolean): void {
  const { microphone, camera } = useOwnMedia(session);
  // What is asked for or failed is wanted all the same.
  const [hears, sees] = [microphone.state !== "off", camera.state !== "off"];
  useEffect(() => {
    if (isIn) keepSeat({ workspace, call: id, microphone: hears, camera: sees });
  }, [isIn, workspace, id, hears, sees]);
}

/** Keeps which devices one chose, for the next call. */
function useKeptDevices({ session }: OpenCall): void {
  const { microphone, camera, speaker } = useOwnMedia(session).chosen;
  useEffect(() => chosenDevices.set({ microphone, camera, speaker }), [microphone, camera, speaker]);
}

import { useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { useStaying } from "../../design/use-staying.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { calling, closeCall, type OpenCall, openCall } from "./calling.ts";
import { chosenDevices } from "./choices.ts";
import { CallCommands } from "./controls/call-commands.tsx";
import { keepSeat, takeSeat } from "./kept-seat.ts";
import { MiniCall } from "./mini/mini-call.tsx";
import { useCallNews } from "./use-call-news.ts";
import { useGoingOut } from "./use-going-out.ts";
import { useOwnMedia } from "./use-own-media.ts";

/** Once while somebody is signed in: goes on with the call they are in, whichever page they look at, and after a reload. */
export function CallKeeper() {
  const { api } = useSignedIn();
  const open = useObserved(calling);
  useEffect(() => {
    const seat = takeSeat();
    if (!seat) return;
    const back = openCall(api, seat.workspace, seat.call);
    const { local } = back.session;
    back.returning.set(true);
    if (seat.microphone) void local.setMicrophone(true);
    if (seat.camera) void local.setCamera(true);
    void back.session.join().then(() => back.returning.set(false));
  }, [api]);
  // Whoever signs out is in no call any more.
  useEffect(() => closeCall, []);
  return open ? <Kept key={`${open.workspace} ${open.id}`} open={open} /> : null;
}

function Kept({ open }: { open: OpenCall }) {
  const { session } = open;
  const state = useObserved(session.state);
  const stage = state?.stage ?? "outside";
  const isIn = stage === "joined";
  useKeptSeat(open, isIn);
  useCallNews(open);
  useGoingOut(open);
  useStaying(isIn && (state?.peers.length ?? 0) > 1);
  return (
    <>
      <CallCommands session={session} mayPublish={state?.me?.mayPublish ?? true} isIn={isIn} />
      <MiniCall open={open} />
    </>
  );
}

/** Keeps where one sits and what one sends there, and with which devices. */
function useKeptSeat({ workspace, id, session }: OpenCall, isIn: boolean): void {
  const { microphone, camera, chosen } = useOwnMedia(session);
  useEffect(() => chosenDevices.set({ ...chosen }), [chosen]);
  const [hears, sees] = [microphone.state === "on", camera.state === "on"];
  useEffect(() => {
    if (isIn) keepSeat({ workspace, call: id, microphone: hears, camera: sees });
  }, [isIn, workspace, id, hears, sees]);
}

import { useParams } from "@tanstack/react-router";
import { CallPage } from "../features/call/call-page.tsx";

/** A call of the workspace: its door, and the call itself. */
export function CallRoute() {
  const { call } = useParams({ from: "/in/w/$workspace/calls/$call" });
  return <CallPage key={call} id={call} />;
}

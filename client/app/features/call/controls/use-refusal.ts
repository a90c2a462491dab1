import { useShownCall } from "../open-call.tsx";

/** Why one may send nothing in this call, in words; undefined where one may. */
export function useRefusal(): string | undefined {
  const { me } = useShownCall().state;
  if (!me) return undefined;
  if (!me.mayPublish) return "You listen: your role in the workspace only reads";
  return me.place === "watching" ? "You watch: take a place to speak" : undefined;
}

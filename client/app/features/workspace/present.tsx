import { usePresence } from "../../../react/room.ts";
import { AvatarStack } from "../../design/avatar.tsx";
import { useWorkspace } from "./workspace.tsx";

/** As many faces as fit beside each other. */
const FACES = 6;

/** Who is in the workspace at this moment, oneself among them. */
export function Present() {
  const { room } = useWorkspace();
  const present = usePresence(room);
  return (
    <section className="flex min-h-9 items-center gap-2 px-2" aria-labelledby="sidebar-present">
      <h2 id="sidebar-present" className="text-xs font-semibold text-quiet">
        Here now
      </h2>
      <AvatarStack people={present} max={FACES} size="sm" />
    </section>
  );
}

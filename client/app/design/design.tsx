import type { ReactNode } from "react";
import { Announcer } from "./announcer.tsx";
import { Tips } from "./tips.tsx";
import { Toasts } from "./toasts.tsx";

/** What the controls of the app share; once, around everything. */
export function Design({ children }: { children: ReactNode }) {
  return (
    <Announcer>
      <Toasts>{children}</Toasts>
      <Tips />
    </Announcer>
  );
}

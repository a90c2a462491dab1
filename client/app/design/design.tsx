import { Direction } from "radix-ui";
import type { ReactNode } from "react";
import { Announcer } from "./announcer.tsx";
import { Toasts } from "./toasts.tsx";
import { TooltipProvider } from "./tooltip.tsx";

/** What the controls of the app share; once, around everything. */
export function Design({ children }: { children: ReactNode }) {
  return (
    <Direction.Provider dir={document.documentElement.dir === "rtl" ? "rtl" : "ltr"}>
      <TooltipProvider>
        <Announcer>
          <Toasts>{children}</Toasts>
        </Announcer>
      </TooltipProvider>
    </Direction.Provider>
  );
}

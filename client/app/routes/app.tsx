import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Commanding } from "../features/palette/commanding.tsx";
import { TitleSpoken } from "./title-spoken.tsx";

// Only the palette tells of them.
const AppearanceCommands = lazy(async () => ({
  default: (await import("../features/settings/appearance/commands.tsx")).AppearanceCommands,
}));

/** Around every page: what can be done by keys and by name. */
export function App() {
  return (
    <>
      <Outlet />
      <TitleSpoken />
      <Commanding />
      <Suspense>
        <AppearanceCommands />
      </Suspense>
    </>
  );
}

import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { Commanding } from "../features/palette/commanding.tsx";
import { later } from "../offline/loading-ahead.ts";
import { TitleSpoken } from "./title-spoken.tsx";

// Only the palette tells of them.
const AppearanceCommands = later(
  async () => (await import("../features/settings/appearance/commands.tsx")).AppearanceCommands,
);

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

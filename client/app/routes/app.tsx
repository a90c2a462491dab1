import { Outlet } from "@tanstack/react-router";
import { Commanding } from "../features/palette/commanding.tsx";
import { AppearanceCommands } from "../features/settings/appearance/commands.tsx";

/** Around every page: what can be done by keys and by name. */
export function App() {
  return (
    <>
      <Outlet />
      <Commanding />
      <AppearanceCommands />
    </>
  );
}

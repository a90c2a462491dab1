import { Outlet } from "@tanstack/react-router";
import { Commanding } from "../features/palette/commanding.tsx";
import { AppearanceCommands } from "../features/settings/appearance/commands.tsx";
import { TitleSpoken } from "./title-spoken.tsx";

/** Around every page: what can be done by keys and by name. */
export function App() {
  return (
    <>
      <Outlet />
      <TitleSpoken />
      <Commanding />
      <AppearanceCommands />
    </>
  );
}

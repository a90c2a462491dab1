import { Link } from "@tanstack/react-router";
import { buttonClass } from "../design/button.tsx";
import { Entry } from "../features/account/entry.tsx";

/** For an address that leads nowhere. */
export function NotFoundRoute() {
  return (
    <Entry title="There is nothing here" lead="The address may be mistyped, or what was here is gone.">
      <Link className={buttonClass({ look: "primary" })} to="/">
        To your workspaces
      </Link>
    </Entry>
  );
}

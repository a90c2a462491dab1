import { Link } from "@tanstack/react-router";
import { Entry } from "../features/account/entry.tsx";

/** For an address that leads nowhere. */
export function NotFoundRoute() {
  return (
    <Entry title="There is nothing here">
      <p>The address may be mistyped, or what was here is gone.</p>
      <Link className="button button-primary" to="/">
        To your workspaces
      </Link>
    </Entry>
  );
}

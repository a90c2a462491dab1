import { Link } from "react-router";
import { Entry } from "../features/account/entry.tsx";

export function Component() {
  return (
    <Entry title="There is nothing here">
      <p>The address may be mistyped, or what was here is gone.</p>
      <Link className="button button-primary" to="/">
        To your workspaces
      </Link>
    </Entry>
  );
}

import { Button, buttonClass } from "../design/button.tsx";
import { Entry } from "../features/account/entry.tsx";

/** Shown when a page fails in a way nobody foresaw, or a part of the app could not be loaded. */
export function Crashed() {
  return (
    <Entry
      title="This page stopped working"
      lead="What was saved is safe. Reload to go on; if it happens again, tell whoever runs this server."
    >
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        {/* A page of its own again: what stopped working may be what leads from page to page. */}
        <a href="/" className={buttonClass()}>
          To your workspaces
        </a>
      </div>
    </Entry>
  );
}

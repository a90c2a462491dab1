import { Button } from "../design/button.tsx";
import { Entry } from "../features/account/entry.tsx";

/** Shown when a page fails in a way nobody foresaw, or a part of the app could not be loaded. */
export function Crashed() {
  return (
    <Entry title="This page stopped working">
      <p>What was saved is safe. Reload to go on; if it happens again, tell whoever runs this server.</p>
      <Button look="primary" onClick={() => location.reload()}>
        Reload
      </Button>
    </Entry>
  );
}

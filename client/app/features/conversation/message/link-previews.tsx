import type { LinkPreview } from "../../../../../durable-objects/conversation/protocol.ts";
import { readAddress } from "../../message-text/addresses.ts";

/** What the server found behind a message's links. */
export function LinkPreviews({ previews }: { previews: readonly LinkPreview[] }) {
  if (previews.length === 0) return null;
  return (
    <ul aria-label="Links" className="grid max-w-xl gap-1.5 pt-1.5">
      {previews.map((preview) => (
        <li key={preview.url} className="border-s-3 border-line-strong ps-3">
          <Preview {...preview} />
        </li>
      ))}
    </ul>
  );
}

function Preview({ url, title, description, site }: LinkPreview) {
  const address = readAddress(url, location.origin);
  const words = title || url;
  return (
    <div className="grid gap-0.5 text-sm">
      {site ? (
        <span className="text-xs text-quiet" dir="auto">
          {site}
        </span>
      ) : null}
      {address === null || address.kind === "mention" ? (
        <span dir="auto">{words}</span>
      ) : (
        <a href={address.href} target="_blank" rel="noopener noreferrer" className="font-medium" dir="auto">
          {words}
        </a>
      )}
      {description ? (
        <p className="line-clamp-3 text-quiet" dir="auto">
          {description}
        </p>
      ) : null}
    </div>
  );
}

/** What is behind the links of a message: looked for once it is posted or edited, where the server is set to. */
import type { Change } from "../change.ts";
import { MAX_PREVIEWS_WANTED } from "../limits.ts";
import type { LinkPreview, Message } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import { linksIn } from "../text/links.ts";

/** The job that looks behind links. */
export const PREVIEWS_JOB = "previews";

/** Messages whose links are looked behind in one run. */
const AT_ONCE = 10;

/** Looks behind one link; null where there is nothing to show. */
export type LookBehind = (link: string) => Promise<LinkPreview | null>;

/** What looking works over. */
interface Surroundings {
  stores: Stores;
  look: LookBehind;
  change<Value>(act: (change: Change) => Value): Value;
}

/** Wants the links of a message looked behind, if it has any. */
export function wantPreviews(change: Change, { seq, text }: Message): void {
  const { previews } = change.stores;
  if (!change.looksBehindLinks || linksIn(text).length === 0 || previews.count() >= MAX_PREVIEWS_WANTED) return;
  previews.add(seq);
  change.schedule(PREVIEWS_JOB, change.now);
}

/** The previews of a message that are still of one of its links. */
export function stillShown(text: string, previews: readonly LinkPreview[]): LinkPreview[] {
  if (previews.length === 0) return [];
  const links = linksIn(text);
  return previews.filter(({ url }) => links.includes(url));
}

/** Looks behind the links that are wanted, each once, and shows what was found; says whether there are more. */
export async function lookBehindLinks({ stores, look, change }: Surroundings): Promise<boolean> {
  const seqs = stores.previews.next(AT_ONCE);
  for (const seq of seqs) {
    const [wanted] = stores.messages.at([seq]);
    const found = await Promise.all(linksIn(wanted?.text ?? "").map((link) => look(link)));
    change((showing) =>
      show(
        showing,
        seq,
        found.flatMap((preview) => preview ?? []),
      ),
    );
  }
  return seqs.length === AT_ONCE;
}

function show(change: Change, seq: number, found: readonly LinkPreview[]): void {
  const { messages, previews } = change.stores;
  previews.remove(seq);
  // It may have been edited or deleted while its links were looked behind.
  const [message] = messages.at([seq]);
  if (!message || message.deletedAt !== null) return;
  const shown = stillShown(message.text, found);
  if (JSON.stringify(shown) === JSON.stringify(message.previews)) return;
  messages.put({ ...message, previews: shown });
  change.say(null, { type: "message.previewed", message: message.id, previews: shown });
}

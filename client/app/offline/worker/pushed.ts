/**
 * What a push says, read by hand: a schema would be shared with pages, and a service worker can import nothing that is.
 * `PushMessage` of the inbox's protocol is its shape.
 */

/** A push as it is shown. */
export interface Pushed {
  title: string;
  body: string;
  /** What it is about: what is new about it takes its place. */
  tag: string;
  /** The path that leads there. */
  address: string;
  /** ms since 1970; null where it is not said. */
  at: number | null;
  /** Whether it is a call that rings now. */
  rings: boolean;
}

/** Straight into the workspace one was in last. */
const SOMEWHERE = "/?go=in";

/** What there is to show for someone who wants no content in pushes, or for what we cannot read. */
const SOMETHING: Pushed = {
  title: "Ensemble",
  body: "There is something new for you.",
  tag: "something",
  address: SOMEWHERE,
  at: null,
  rings: false,
};

/** Reads what was pushed. A browser shows something for each push, so anything at all is. */
export function readPush(said: unknown): Pushed {
  const id = textIn(said, "id");
  const title = textIn(said, "title");
  if (id === null || title === null) return SOMETHING;
  const [text, byName, at] = [textIn(said, "text") ?? "", textIn(said, "byName"), within(said, "at")];
  const address = addressOf(within(said, "thing"), textIn(said, "message"));
  const ring = within(said, "ring");
  // What is no message was not said, but done.
  const colon = textIn(said, "message") === null ? "" : ":";
  const body = byName === null || text.startsWith(byName) ? text : `${byName}${colon} ${text}`;
  return { title, body, tag: id, address, at: typeof at === "number" ? at : null, rings: isRinging(ring) };
}

/** A push may reach a device when what it tells of is over. */
function isRinging(ring: unknown): boolean {
  const until = within(ring, "until");
  return textIn(ring, "state") === "ringing" && typeof until === "number" && until > Date.now();
}

/** Where one goes to see a thing: the app's own addresses (`routes/workspace-routes.ts`). */
function addressOf(thing: unknown, message: string | null): string {
  const part = (name: string) => encodeURIComponent(textIn(thing, name) ?? "");
  const workspace = `/w/${part("workspace")}`;
  const search = (parts: Record<string, string | null>) => {
    const known = Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    return known.length === 0 ? "" : `?${new URLSearchParams(known)}`;
  };
  switch (textIn(thing, "type")) {
    case "conversation":
      return `${workspace}/c/${part("conversation")}${search({ message })}`;
    case "thread":
      return `${workspace}/c/${part("conversation")}${search({ thread: textIn(thing, "message"), message })}`;
    case "task":
      return `${workspace}/projects/${part("project")}/tasks/${part("task")}`;
    case "page":
      return `${workspace}/p/${part("page")}${message === null ? "" : "?comments=open"}`;
    case "call":
      return `${workspace}/calls/${part("call")}`;
    case "workspace":
      return workspace;
    default:
      return SOMEWHERE;
  }
}

function within(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textIn(value: unknown, name: string): string | null {
  const found = within(value, name);
  return typeof found === "string" ? found : null;
}

/** Every page of the app, as it looks in use. */

/** What the addresses are made of. */
export interface Places {
  workspace: string;
  page: string;
  /** A page without boxes to tick, of which what opens above it would cover half. */
  prose: string;
  task: string;
  invitation: string;
  conversation: string;
  /** The message that began a thread there. */
  thread: string;
  /** A call that is to come, and one that is over. */
  planned: string;
  held: string;
}

export interface AppPage {
  /** Its route, as the router names it; several pages may be of one. */
  route: string;
  at: (places: Places) => string;
  /** A heading that is there once the page is. */
  shows: string | RegExp;
  /** Words that come later than that. */
  holds?: string;
  /** Looked at by somebody who is not signed in. */
  signedOut?: boolean;
}

const W = "/w/$workspace";
const P = `${W}/projects/$project`;
const conversation = (places: Places) => `/w/${places.workspace}/c/${places.conversation}`;
const calls = ({ workspace }: Places) => `/w/${workspace}/calls`;
const project = ({ workspace }: Places) => `/w/${workspace}/projects/WEB`;

/** A section of a project's settings. */
function section(name: string, shows: string): AppPage {
  return { route: `${P}/settings/$section`, at: (places) => `${project(places)}/settings/${name}`, shows };
}

/** A page of settings, under an address without parameters besides the workspace. */
function settings(route: string, shows: string): AppPage {
  return { route, at: ({ workspace }) => route.replace("$workspace", workspace), shows };
}

export const PAGES: readonly AppPage[] = [
  { route: "/sign-in", at: () => "/sign-in", shows: "Sign in", signedOut: true },
  { route: "/sign-up", at: () => "/sign-up", shows: /Sign up|Create/, signedOut: true },
  { route: "/forgot-password", at: () => "/forgot-password", shows: "Reset your password", signedOut: true },
  { route: "/reset-password", at: () => "/reset-password", shows: "This link does not work", signedOut: true },
  { route: "/reset-password", at: () => "/reset-password?token=x", shows: "Choose a new password", signedOut: true },
  {
    route: "/invitations/$token",
    at: ({ invitation }) => `/invitations/${invitation}`,
    // Not "You are invited", which it says only until it knows where to.
    shows: "Ensemble demo",
    holds: "invites you to join",
    signedOut: true,
  },
  { route: "/", at: () => "/", shows: "Your workspaces" },
  { route: "*", at: () => "/no/such/page", shows: "There is nothing here" },
  settings("/account", "Profile"),
  settings("/account/profile", "Profile"),
  settings("/account/notifications", "Notifications"),
  settings("/account/sessions", "Sessions and devices"),
  settings("/account/keys", "API keys"),
  settings("/account/appearance", "Appearance"),
  { route: W, at: ({ workspace }) => `/w/${workspace}`, shows: "Website relaunch" },
  { route: `${W}/my-tasks`, at: ({ workspace }) => `/w/${workspace}/my-tasks`, shows: "My tasks" },
  { route: `${W}/c/$conversation`, at: conversation, shows: "general", holds: "Who has the drawings?" },
  {
    route: `${W}/c/$conversation`,
    at: (places) => `${conversation(places)}?thread=${places.thread}`,
    shows: "Thread in #general",
    holds: "On my desk",
  },
  { route: `${W}/search`, at: ({ workspace }) => `/w/${workspace}/search`, shows: "Search messages" },
  { route: `${W}/search`, at: ({ workspace }) => `/w/${workspace}/search?q=has:file`, shows: "Search messages" },
  { route: `${W}/saved`, at: ({ workspace }) => `/w/${workspace}/saved`, shows: "Saved" },
  { route: `${W}/inbox`, at: ({ workspace }) => `/w/${workspace}/inbox`, shows: "Inbox" },
  { route: `${W}/inbox`, at: ({ workspace }) => `/w/${workspace}/inbox?of=all&show=all`, shows: "Inbox" },
  { route: `${W}/calls`, at: calls, shows: "Calls", holds: "The new type, side by side" },
  {
    route: `${W}/calls/$call`,
    at: (places) => `${calls(places)}/${places.planned}`,
    shows: "Weekly look at the website",
  },
  {
    route: `${W}/calls/$call`,
    at: (places) => `${calls(places)}/${places.held}`,
    shows: "Who was in it",
    holds: "round trip",
  },
  { route: `${W}/channels`, at: ({ workspace }) => `/w/${workspace}/channels`, shows: "Channels", holds: "general" },
  { route: `${W}/p/$page`, at: ({ workspace, page }) => `/w/${workspace}/p/${page}`, shows: "The evening before" },
  {
    route: `${W}/p/$page`,
    at: ({ workspace, page }) => `/w/${workspace}/p/${page}?comments=open`,
    shows: "Comments",
    holds: "Write a comment",
  },
  {
    route: `${W}/p/$page/history`,
    at: ({ workspace, page }) => `/w/${workspace}/p/${page}/history`,
    shows: /^History of/,
    holds: "freezes the old site",
  },
  settings(`${W}/people`, "Members"),
  settings(`${W}/settings`, "General"),
  settings(`${W}/settings/general`, "General"),
  settings(`${W}/settings/members`, "Members"),
  settings(`${W}/settings/invitations`, "Invitations"),
  settings(`${W}/settings/audit`, "Audit log"),
  { route: P, at: project, shows: "Todo" },
  { route: P, at: (places) => `${project(places)}?group=assignee`, shows: "Todo" },
  {
    route: P,
    at: (places) => `${project(places)}?layout=list`,
    shows: "Website relaunch",
    holds: "Build the front page",
  },
  {
    route: P,
    at: (places) => `${project(places)}?layout=calendar`,
    shows: "Website relaunch",
    holds: "Build the front page",
  },
  { route: `${P}/tasks/$task`, at: (places) => `${project(places)}/tasks/${places.task}`, shows: "Checklist" },
  {
    route: `${P}/tasks/$task/history`,
    at: (places) => `${project(places)}/tasks/${places.task}/history`,
    shows: "Website relaunch",
  },
  {
    route: `${P}/tasks/$task/description/history`,
    at: (places) => `${project(places)}/tasks/${places.task}/description/history`,
    shows: /^History of/,
    holds: "Pictures without stock photos",
  },
  { route: `${P}/archive`, at: (places) => `${project(places)}/archive`, shows: /archive/ },
  { route: `${P}/import`, at: (places) => `${project(places)}/import`, shows: /^Import into/ },
  section("general", "General"),
  section("columns", "Columns"),
  section("labels", "Labels"),
  section("fields", "Custom fields"),
  section("rules", "Automation"),
  section("access", "Guests"),
  section("export", "Export"),
];

/** What a command is about, in the order in which the palette and the sheet of keys tell them. */
export const GROUPS = {
  task: "This task",
  selection: "Chosen tasks",
  board: "This project",
  page: "This page",
  message: "This message",
  conversation: "This conversation",
  inbox: "Inbox",
  call: "This call",
  create: "Make",
  go: "Go to",
  workspace: "Workspace",
  you: "You",
  general: "Everywhere",
} as const;

export type CommandGroup = keyof typeof GROUPS;

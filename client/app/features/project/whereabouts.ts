import type { BoardPeer, Company } from "../../../sdk/board/presence.ts";

/** Where someone is on a board, and what they do there. */
interface Whereabouts {
  /** The task they are at; null for none. */
  task: string | null;
  doing: "moves" | "writes in" | "looks at" | "adds" | "is here";
}

/** Where `user` is: of all they do in their tabs, what a hand does first. */
export function whereaboutsOf(user: string, { dragging, typing, viewing, adding }: Company): Whereabouts {
  const theirs = (peers: readonly BoardPeer[]) => peers.some((peer) => peer.user === user);
  for (const [task, peer] of dragging) if (theirs([peer])) return { task, doing: "moves" };
  for (const [task, peers] of typing) if (theirs(peers)) return { task, doing: "writes in" };
  for (const [task, peers] of viewing) if (theirs(peers)) return { task, doing: "looks at" };
  for (const peers of adding.values()) if (theirs(peers)) return { task: null, doing: "adds" };
  return { task: null, doing: "is here" };
}

/** The same in words, `taskName` being how the task is called: `Bo writes in ENS-4`. */
export function whereInWords(name: string, { doing }: Whereabouts, taskName: string | null): string {
  if (doing === "adds") return `${name} adds a task`;
  return taskName === null ? `${name} is here` : `${name} ${doing} ${taskName}`;
}

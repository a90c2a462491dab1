/** How the rooms that tell inboxes name their lanes to them. */

const INBOX = "inbox:";

/** The lane to the inbox of a user. */
export function laneOfInbox(user: string): string {
  return `${INBOX}${user}`;
}

/** Whose inbox a lane leads to, if it leads to one. */
export function userOfLane(lane: string): string | null {
  return lane.startsWith(INBOX) ? lane.slice(INBOX.length) : null;
}

/** What tests of conversations share: two people, and what they make and say behind the pages that are looked at. */
import type { BoardVisitor } from "./board-visitor.ts";
import { type TwoPeople, twoPeople } from "./two-people.ts";

export interface TwoTalking extends TwoPeople {
  /** Where the workspace's conversations are in the API. */
  conversations: string;
  /** Makes a channel with both in it; answers its id. */
  newChannel: (name: string) => Promise<string>;
  /** Says something; answers the message's id. */
  say: (who: BoardVisitor, conversation: string, text: string, replyTo?: string) => Promise<string>;
}

/** Two people in a workspace for the tests of one file, each with a window as large as many are. */
export async function twoTalking({ bo: second = "Bo" } = {}): Promise<Readonly<TwoTalking>> {
  const people = await twoPeople({ ada: "Ada", bo: second });
  const { ada, bo, workspace } = people;
  await Promise.all([ada, bo].map(({ page }) => page.setViewportSize({ width: 1280, height: 800 })));
  const conversations = `/api/workspaces/${workspace}/conversations`;
  return {
    ...people,
    conversations,
    newChannel: async (name) => (await ada.post(conversations, { kind: "channel", name, members: [bo.user] })).id,
    say: async (who, conversation, text, replyTo) => {
      const message = { text, ...(replyTo === undefined ? {} : { replyTo }) };
      return (await who.post(`${conversations}/${conversation}/messages`, message)).id;
    },
  };
}

/** What the pages of these people have complained of since this was asked last. */
export function newComplaints(...people: readonly BoardVisitor[]): string[] {
  return people.flatMap(({ visitor }) => visitor.complaints.splice(0));
}

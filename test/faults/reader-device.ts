import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import { conversationRoom } from "../../client/sdk/conversation/open.ts";
import type { ConversationRoom } from "../../client/sdk/conversation/room.ts";
import type { InboxRoom } from "../../client/sdk/inbox/inbox.ts";
import { inboxRoom } from "../../client/sdk/inbox/open.ts";
import { when } from "../../client/sdk/observed.ts";
import { Cable } from "../server/cable.ts";

/** One device of somebody who reads a conversation: their inbox on it and the conversation, at the end of a cable. */
export class ReaderDevice {
  readonly user: string;
  readonly conversation: ConversationRoom;
  readonly inbox: InboxRoom;
  readonly #cable: Cable;

  private constructor(api: Api, cable: Cable, { user, workspace, conversation }: At) {
    this.user = user;
    this.#cable = cable;
    this.inbox = inboxRoom(api, user, { random: () => 0 });
    this.conversation = conversationRoom(api, workspace, conversation, { inbox: this.inbox, random: () => 0 });
  }

  static async open(at: At): Promise<ReaderDevice> {
    const cable = await Cable.lay(at.port);
    const device = new ReaderDevice(apiOf({ origin: cable.url, token: at.token }), cable, at);
    device.inbox.open();
    device.conversation.open();
    await Promise.all([
      when(device.inbox.state, (state) => state !== null),
      when(device.conversation.state, (state) => state !== null),
    ]);
    return device;
  }

  cut(): void {
    this.#cable.cut();
  }

  mend(): void {
    this.#cable.mend();
    for (const room of [this.inbox, this.conversation]) if (room.connection.value.name !== "online") room.reconnect();
  }

  /** Its user comes back to it from elsewhere. */
  turnTo(): void {
    this.conversation.looking(false);
    this.conversation.looking(true);
  }

  /** Resolves once all that was asked of the conversation here is answered. */
  async answered(): Promise<void> {
    await when(this.conversation.pending, (pending) => pending === 0);
  }

  async close(): Promise<void> {
    this.conversation.close();
    this.inbox.close();
    await this.#cable[Symbol.asyncDispose]();
  }
}

interface At {
  /** The server's. */
  port: number;
  token: string;
  user: string;
  workspace: string;
  conversation: string;
}

/** Conversations over HTTP in tests: a workspace with people in it, and what they ask. */
import { expect } from "vitest";
import { z } from "zod";
import { Message, MessagePage } from "../../durable-objects/conversation/protocol.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import { ConversationView } from "../../durable-objects/workspace/conversations/protocol.ts";
import { type Grant, InvitationMade, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { type Account, call, problemIn, signUp } from "./client.ts";

const Listed = z.object({ items: z.array(ConversationView), next: z.string().nullable() });

/** The status of an answer, with its code where it is a problem. */
export async function said(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  return response.ok ? String(response.status) : `${response.status} ${(await problemIn(response)).code}`;
}

/** Someone in a workspace. */
export class Person {
  readonly account: Account;
  /** `/api/workspaces/{id}` */
  readonly at: string;

  constructor(account: Account, at: string) {
    this.account = account;
    this.at = at;
  }

  get id(): string {
    return this.account.id;
  }

  /** Founds a workspace. */
  static async founding(name = "Ada"): Promise<Person> {
    const account = await signUp(name);
    const answer = await call("/api/workspaces", { body: { name: "Acme" }, token: account.token });
    return new Person(account, `/api/workspaces/${WorkspaceView.parse(await answer.json()).id}`);
  }

  /** Founds a workspace in which there is one of each role but guests. */
  static async foundingTeam(): Promise<Record<"ada" | "bo" | "viewer" | "admin", Person>> {
    const ada = await Person.founding();
    const bo = await ada.inviting("member", { name: "Bo" });
    return { ada, bo, viewer: await ada.inviting("viewer"), admin: await ada.inviting("admin") };
  }

  /** Takes someone new in. */
  async inviting(role: Role, { name = role, grants = [] }: { name?: string; grants?: Grant[] } = {}): Promise<Person> {
    const body = role === "guest" ? { role, grants } : { role };
    const made = InvitationMade.parse(await (await this.ask("POST", "/invitations", body)).json());
    const account = await signUp(name);
    const accepted = call(`/api/invitations/${made.token}/accept`, { method: "POST", token: account.token });
    expect(await said(accepted)).toBe("200");
    return new Person(account, this.at);
  }

  /** Asks something of the workspace. */
  ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return call(`${this.at}${path}`, { method, body, headers, token: this.account.token });
  }

  /** Makes a conversation. */
  async converse(wanted: object): Promise<ConversationView> {
    const answer = await this.ask("POST", "/conversations", wanted);
    expect(answer.status).toBe(201);
    return ConversationView.parse(await answer.json());
  }

  async conversations(query = ""): Promise<ConversationView[]> {
    return Listed.parse(await (await this.ask("GET", `/conversations?limit=200${query}`)).json()).items;
  }

  /** What those are called that this one may enter. */
  async names(query = ""): Promise<string[]> {
    return (await this.conversations(query)).map(({ name, kind }) => name || kind);
  }

  /** Says something. */
  async say(conversation: string, text: string, more: object = {}): Promise<Message> {
    const answer = await this.ask("POST", `/conversations/${conversation}/messages`, { text, ...more });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return Message.parse(await answer.json());
  }

  async messages(conversation: string, query = ""): Promise<MessagePage> {
    return MessagePage.parse(await (await this.ask("GET", `/conversations/${conversation}/messages${query}`)).json());
  }
}

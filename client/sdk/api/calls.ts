import { z } from "zod";
import {
  Call,
  type CallAnswer,
  type CallChange,
  CallLogEntry,
  type CallState,
  type NewCall,
  type WantedSubject,
} from "../../../durable-objects/workspace/calls/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf, Nothing } from "./http.ts";

/** Which calls are asked for, and behind which page: `cursor` is `next` of the page before. */
export interface CallsWanted {
  state?: CallState;
  about?: WantedSubject;
  cursor?: string;
  limit?: number;
}

/** The link by which people from outside come to a call. */
export const CallLink = z.object({ url: z.string(), expiresAt: z.number() });
export type CallLink = z.infer<typeof CallLink>;

/** Calls of a workspace; what goes on in one is its own room's, `call/{id}`. Each may throw an ApiError. */
export class CallsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of those one may enter, the latest first. */
  list(workspace: string, { state, about, cursor, limit }: CallsWanted = {}): Promise<List<Call>> {
    const query = {
      ...(state === undefined ? {} : { state }),
      ...(about === undefined ? {} : { about: textOf(about) }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    };
    return this.#http.ask("GET", at(workspace), { answer: listOf(Call), query });
  }

  get(workspace: string, call: string): Promise<Call> {
    return this.#http.ask("GET", at(workspace, call), { answer: Call });
  }

  /**
   * Starts one now, or plans one. Where one goes on already in that conversation, or about that task, it is that one.
   * @param key makes it safe to send again: the same key makes one call only
   */
  create(workspace: string, wanted: z.input<typeof NewCall>, key: string = newKey()): Promise<Call> {
    return this.#http.ask("POST", at(workspace), { body: wanted, answer: Call, idempotencyKey: key });
  }

  change(workspace: string, call: string, set: z.input<typeof CallChange>): Promise<Call> {
    return this.#http.ask("PATCH", at(workspace, call), { body: set, answer: Call });
  }

  /** Ends it for all; one that is planned is cancelled. */
  end(workspace: string, call: string): Promise<Call> {
    return this.#http.ask("POST", at(workspace, call, "end"), { answer: Call });
  }

  /** Deletes it for ever, with its chat and its log. */
  async remove(workspace: string, call: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, call), { answer: Nothing });
  }

  /** Says whether one will come to a call that one is invited to. */
  answer(workspace: string, call: string, answer: CallAnswer): Promise<Call> {
    return this.#http.ask("PUT", at(workspace, call, "answer"), { body: { answer }, answer: Call });
  }

  /** Calls people to come at once. */
  async ring(workspace: string, call: string, users: readonly string[]): Promise<void> {
    await this.#http.ask("POST", at(workspace, call, "ring"), { body: { users }, answer: Nothing });
  }

  /** Says that one will not come now, to those who ring. */
  async decline(workspace: string, call: string): Promise<void> {
    await this.#http.ask("POST", at(workspace, call, "decline"), { answer: Nothing });
  }

  /** The link by which people from outside come as guests: the one there is, as often as it is asked for, or a new one. */
  makeLink(workspace: string, call: string): Promise<CallLink> {
    return this.#http.ask("POST", at(workspace, call, "link"), { answer: CallLink });
  }

  /** Takes that link back, for good. */
  async revokeLink(workspace: string, call: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, call, "link"), { answer: Nothing });
  }

  /** Who was in it, when, and how good it was for them: each stay, in the order in which they began. */
  log(workspace: string, call: string): Promise<CallLogEntry[]> {
    return this.#http.all(at(workspace, call, "log"), CallLogEntry);
  }

  /** It as a file for calendars (iCalendar). */
  calendarFile(workspace: string, call: string): Promise<File> {
    return this.#http.file(at(workspace, call, "call.ics"), {});
  }
}

/** The path of a workspace's calls, of one, or of something of it. */
function at(workspace: string, ...within: string[]): string {
  return ["/api/workspaces", workspace, "calls", ...within.map(encodeURIComponent)].join("/");
}

function textOf(about: WantedSubject): string {
  switch (about.type) {
    case "conversation":
      return `conversation:${about.conversation}`;
    case "task":
      return `task:${about.task}`;
    case "project":
      return `project:${about.project}`;
  }
}

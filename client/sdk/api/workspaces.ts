import type { z } from "zod";
import type { Role } from "../../../durable-objects/room/protocol.ts";
import {
  InvitationMade,
  MemberView,
  type NewInvitation,
  type NewPage,
  Page,
  WorkspaceView,
} from "../../../durable-objects/workspace/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, Nothing } from "./http.ts";

/** Workspaces, their people and their pages. Each may throw an ApiError. */
export class WorkspacesApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Those one belongs to, oldest first. */
  list(): Promise<WorkspaceView[]> {
    return this.#http.all("/api/workspaces", WorkspaceView);
  }

  /** @param key makes it safe to send again: the same key founds one workspace only */
  create(name: string, key: string = newKey()): Promise<WorkspaceView> {
    return this.#http.ask("POST", "/api/workspaces", { body: { name }, answer: WorkspaceView, idempotencyKey: key });
  }

  members(workspace: string): Promise<MemberView[]> {
    return this.#http.all(`/api/workspaces/${workspace}/members`, MemberView);
  }

  setRole(workspace: string, user: string, role: Role): Promise<MemberView> {
    return this.#http.ask("PATCH", `/api/workspaces/${workspace}/members/${user}`, {
      body: { role },
      answer: MemberView,
    });
  }

  /** Removes a member; oneself, to leave. */
  async remove(workspace: string, user: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/workspaces/${workspace}/members/${user}`, { answer: Nothing });
  }

  /** The one answer that carries the link. */
  invite(workspace: string, invitation: z.input<typeof NewInvitation>): Promise<InvitationMade> {
    const path = `/api/workspaces/${workspace}/invitations`;
    const idempotencyKey = newKey();
    return this.#http.ask("POST", path, { body: invitation, answer: InvitationMade, idempotencyKey });
  }

  async revokeInvitation(workspace: string, invitation: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/workspaces/${workspace}/invitations/${invitation}`, { answer: Nothing });
  }

  /** Accepts an invitation; answers the workspace one then belongs to. */
  accept(token: string): Promise<WorkspaceView> {
    const path = `/api/invitations/${encodeURIComponent(token)}/accept`;
    return this.#http.ask("POST", path, { body: {}, answer: WorkspaceView });
  }

  /**
   * @param key makes it safe to send again: the same key makes one page only
   * @param parentId the page it is to stand under; null for the root of the tree
   */
  createPage(workspace: string, title: string, key: string = newKey(), parentId: string | null = null): Promise<Page> {
    const path = `/api/workspaces/${workspace}/pages`;
    const body: z.input<typeof NewPage> = { title, ...(parentId === null ? {} : { parentId }) };
    return this.#http.ask("POST", path, { body, answer: Page, idempotencyKey: key });
  }
}

import { z } from "zod";
import type { Role } from "../../../durable-objects/room/protocol.ts";
import {
  type Grant,
  Grants,
  InvitationMade,
  InvitationSeen,
  MemberView,
  type NewInvitation,
  type NewPage,
  Page,
  WorkspaceView,
} from "../../../durable-objects/workspace/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, Nothing } from "./http.ts";

const GrantsAnswer = z.object({ grants: Grants });

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

  /**
   * @param sample begins it with a project that explains the product, whose dates are around the day `today`
   * @param key makes it safe to send again: the same key founds one workspace only
   */
  create(
    name: string,
    { sample, key = newKey() }: { sample?: { today: string } | undefined; key?: string | undefined } = {},
  ): Promise<WorkspaceView> {
    const body = { name, sample };
    return this.#http.ask("POST", "/api/workspaces", { body, answer: WorkspaceView, idempotencyKey: key });
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

  /** What is named to a guest. */
  async grants(workspace: string, user: string): Promise<Grant[]> {
    const path = `/api/workspaces/${workspace}/members/${user}/grants`;
    return (await this.#http.ask("GET", path, { answer: GrantsAnswer })).grants;
  }

  /** Names exactly these to a guest. */
  async setGrants(workspace: string, user: string, grants: readonly Grant[]): Promise<Grant[]> {
    const path = `/api/workspaces/${workspace}/members/${user}/grants`;
    return (await this.#http.ask("PUT", path, { body: { grants }, answer: GrantsAnswer })).grants;
  }

  /** Makes `user` the owner in one's own place; one stays as an admin. */
  handOver(workspace: string, user: string): Promise<WorkspaceView> {
    return this.#http.ask("PATCH", `/api/workspaces/${workspace}`, { body: { owner: user }, answer: WorkspaceView });
  }

  /** Marks it to be erased in 30 days; until then {@link keep} takes that back. */
  scheduleDeletion(workspace: string): Promise<WorkspaceView> {
    return this.#http.ask("DELETE", `/api/workspaces/${workspace}`, { answer: WorkspaceView });
  }

  keep(workspace: string): Promise<WorkspaceView> {
    return this.#http.ask("PATCH", `/api/workspaces/${workspace}`, { body: { eraseAt: null }, answer: WorkspaceView });
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

  /** Sends an invitation again, with a new link; the former one works no more. */
  renewInvitation(workspace: string, invitation: string): Promise<InvitationMade> {
    const path = `/api/workspaces/${workspace}/invitations/${invitation}/renew`;
    return this.#http.ask("POST", path, { body: {}, answer: InvitationMade, idempotencyKey: newKey() });
  }

  async revokeInvitation(workspace: string, invitation: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/workspaces/${workspace}/invitations/${invitation}`, { answer: Nothing });
  }

  /** What an invitation is to, for whoever holds its token, signed in or not. */
  invitation(token: string): Promise<InvitationSeen> {
    return this.#http.ask("GET", `/api/invitations/${encodeURIComponent(token)}`, { answer: InvitationSeen });
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

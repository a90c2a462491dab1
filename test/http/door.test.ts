import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { CLAIMS_HEADER, encodeClaims } from "../../durable-objects/room/claims-header.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { TicketAnswer } from "../../durable-objects/room/protocol.ts";
import {
  CONNECT_WITHIN_SECONDS,
  MAX_TTL_SECONDS,
  PASS_SECONDS,
  signTicket,
  type TicketClaims,
} from "../../durable-objects/room/ticket.ts";
import { WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { type Frame, TestSocket } from "../rooms/socket.ts";
import { type Account, call, problemIn, signUp } from "./client.ts";

let ada: Account;
let workspace: string;

beforeAll(async () => {
  ada = await signUp("Ada");
  const made = await call("/api/workspaces", { token: ada.token, body: { name: "Engine" } });
  workspace = WorkspaceView.parse(await made.json()).id;
});

async function ticketFor(body: { ttlSeconds?: number } = {}): Promise<TicketAnswer> {
  const answer = await call(`/api/rooms/workspace/${workspace}/tickets`, { token: ada.token, body });
  expect(answer.status).toBe(201);
  return TicketAnswer.parse(await answer.json());
}

/** Knocks at the door of `path` with `ticket`, and whatever else a client may send along. */
async function knock(path: string, ticket: string | null, more = "", headers = {}): Promise<TestSocket<Frame>> {
  const query = ticket === null ? more : `ticket=${encodeURIComponent(ticket)}${more}`;
  const answer = await call(`${path}?${query}`, { headers: { upgrade: "websocket", ...headers } });
  if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
  return new TestSocket<Frame>(answer.webSocket, (data) => JSON.parse(String(data)));
}

/** Claims that would let Ada in, for tickets that we or others sign. */
function claims(changes: Partial<TicketClaims> = {}): TicketClaims {
  const soon = Date.now() + 60_000;
  const at = { workspace, kind: "workspace", room: workspace } as const;
  const who = { user: ada.id, name: "Ada", role: "owner", revision: 1_000, session: "s" } as const;
  return { ...at, ...who, connectBy: soon, validUntil: soon, ...changes };
}

/** Says hello, and answers who the room takes this socket for. */
async function entered(socket: TestSocket<Frame>) {
  socket.send({ type: "hello", protocol: 1 });
  const welcome = await socket.next((frame) => frame.type === "welcome");
  if (welcome.type !== "welcome" || !("you" in welcome)) throw new Error("not welcomed");
  return welcome.you;
}

describe("the door", () => {
  it("P5.2 P7.1 a ticket that is missing, changed, run out or not of our making is told why, and the next one gets in", async () => {
    const { ticket, path } = await ticketFor();
    const [head = "", body = "", signature = ""] = ticket.split(".");
    const other = "another secret of at least 32 bytes!!";
    const unsigned = btoa('{"alg":"none"}').replaceAll("=", "");
    const elsewhere = new SignJWT(claims()).setProtectedHeader({ alg: "HS256" }).setAudience("another");
    const wrong: [string, string | null, number][] = [
      ["none", null, CloseCode.notAuthenticated],
      ["empty", "", CloseCode.notAuthenticated],
      ["garbage", "\u{1f4a9}..", CloseCode.notAuthenticated],
      ["truncated", ticket.slice(0, -2), CloseCode.notAuthenticated],
      ["with other claims", [head, body.replace(/^.{8}/, "eyJ1c2Vy"), `${signature}x`].join("."), 4401],
      ["unsigned", `${unsigned}.${body}.`, CloseCode.notAuthenticated],
      ["signed by another", await signTicket(claims(), other), CloseCode.notAuthenticated],
      ["for another use", await elsewhere.sign(new TextEncoder().encode(env.TICKET_SECRET)), 4401],
      ["late", await signTicket(claims({ connectBy: Date.now() - 1 }), env.TICKET_SECRET), CloseCode.passExpired],
      ["run out", await signTicket(claims({ validUntil: Date.now() - 1 }), env.TICKET_SECRET), CloseCode.passExpired],
    ];
    for (const [what, given, code] of wrong) {
      expect((await (await knock(path, given)).end()).code, what).toBe(code);
    }
    const socket = await knock(path, ticket);
    expect((await entered(socket)).user).toBe(ada.id);
    socket.close();
  });

  it("P5.1 a ticket opens no other door, and there is none at an address that is no room's", async () => {
    const { ticket } = await ticketFor();
    const doors: [string, number][] = [
      [`/rooms/workspace/${crypto.randomUUID()}`, CloseCode.forbidden],
      [`/rooms/doc/${workspace}`, CloseCode.forbidden],
      [`/rooms/call/${workspace}`, CloseCode.forbidden],
      [`/rooms/kitchen/${workspace}`, CloseCode.gone],
      ["/rooms/workspace/x", CloseCode.gone],
    ];
    for (const [path, code] of doors) expect((await (await knock(path, ticket)).end()).code, path).toBe(code);
  });

  it("P5.3 P10.5 nothing of the request but its ticket's claims reaches the room", async () => {
    const { ticket, path } = await ticketFor();
    const forged = encodeClaims(claims({ user: "mallory", name: "Mallory" }));
    const socket = await knock(path, ticket, "&_pk=chosen&sdk=1", { [CLAIMS_HEADER]: forged });
    const you = await entered(socket);
    expect(you).toMatchObject({ user: ada.id, name: "Ada", role: "owner" });
    expect(you.connection).not.toBe("chosen");
    // By the runtime's own method: partyserver's shows only what a room has put there.
    const kept = await runInDurableObject(env.WORKSPACE.getByName(workspace), (_, state) =>
      state.getWebSockets().map((each) => JSON.stringify(WebSocket.prototype.deserializeAttachment.call(each))),
    );
    expect(kept.some((attachment) => attachment.includes(you.connection))).toBe(true);
    for (const attachment of kept) expect(attachment).not.toContain(ticket);
    socket.close();
  });

  it("P5.2 a ticket is to be used within a minute and lasts 15, or both as long as was asked, 12 hours at most", async () => {
    const usual = await ticketFor();
    expect(usual.validUntil - usual.connectBy).toBe((PASS_SECONDS - CONNECT_WITHIN_SECONDS) * 1000);
    const long = await ticketFor({ ttlSeconds: MAX_TTL_SECONDS });
    expect(long.validUntil).toBe(long.connectBy);
    const body = { ttlSeconds: MAX_TTL_SECONDS + 1 };
    const longer = await call(`/api/rooms/workspace/${workspace}/tickets`, { token: ada.token, body });
    expect((await problemIn(longer)).code).toBe("invalid");
  });

  it("P5.4 there are no tickets to a room that was never created, nor an answer to what is no socket", async () => {
    const none = await call(`/api/rooms/doc/${crypto.randomUUID()}/tickets`, { token: ada.token, body: {} });
    expect((await problemIn(none)).code).toBe("not_found");
    const plain = await call(`/rooms/workspace/${workspace}`);
    expect((await problemIn(plain)).code).toBe("invalid");
  });
});

import type { TicketAnswer } from "../../../durable-objects/room/protocol.ts";
import { sentenceOf } from "./closing.ts";

/** Fetches a fresh ticket; called for every attempt. What it throws is retried, unless it is a {@link TicketRefused}. */
export type TicketSource = () => Promise<Pick<TicketAnswer, "ticket" | "path">>;

/** Thrown by a {@link TicketSource} when asking again is pointless; `code` is the close code it stands for. */
export class TicketRefused extends Error {
  readonly code: number;

  constructor(code: number, message = sentenceOf(code)) {
    super(message);
    this.name = "TicketRefused";
    this.code = code;
  }
}

/** The WebSocket address of a ticket. @param origin the server's, as `http(s)://host` */
export function addressOf(origin: string, { ticket, path }: Pick<TicketAnswer, "ticket" | "path">): string {
  const address = new URL(path, origin);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("ticket", ticket);
  address.searchParams.set("sdk", "1");
  return address.href;
}

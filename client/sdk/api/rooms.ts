import { CloseCode, type Kind, TicketAnswer } from "../../../durable-objects/room/protocol.ts";
import { TicketRefused, type TicketSource } from "../connection/tickets.ts";
import type { Http } from "./http.ts";
import { ApiError } from "./problem.ts";

/** The way into rooms. */
export class RoomsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Asks for one ticket. @param ttlSeconds for stock clients, which cannot renew a pass. @throws ApiError */
  ticket(kind: Kind, id: string, ttlSeconds?: number): Promise<TicketAnswer> {
    const body = ttlSeconds === undefined ? {} : { ttlSeconds };
    return this.#http.ask("POST", `/api/rooms/${kind}/${id}/tickets`, { body, answer: TicketAnswer });
  }

  /** A source of fresh tickets to one room, which tells what is final from what is worth another try. */
  ticketsTo(kind: Kind, id: string): TicketSource {
    return async () => {
      try {
        return await this.ticket(kind, id);
      } catch (cause) {
        if (cause instanceof ApiError) throw refusalOf(cause) ?? cause;
        throw cause;
      }
    };
  }
}

function refusalOf({ status, message }: ApiError): TicketRefused | null {
  switch (status) {
    case 401:
      return new TicketRefused(CloseCode.notAuthenticated);
    case 403:
      return new TicketRefused(CloseCode.forbidden, message);
    case 404:
    case 410:
      return new TicketRefused(CloseCode.gone, message);
    case 422:
      // The address is all that is asked with: this is none that a room could have.
      return new TicketRefused(CloseCode.gone);
    default:
      return null;
  }
}

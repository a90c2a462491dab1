/** The floor of signalling: an object that parses JSON, picks the one socket it is for and sends it on, and does nothing else. */
import { DurableObject } from "cloudflare:workers";

export class BareCall extends DurableObject {
  readonly #sockets = new Map<string, WebSocket>();

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.#sockets.set(new URL(request.url).searchParams.get("peer") ?? "", server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_socket: WebSocket, message: string | ArrayBuffer): void {
    const { to }: { to: string } = JSON.parse(String(message));
    this.#sockets.get(to)?.send(message);
  }
}

interface Env {
  Rooms: DurableObjectNamespace<BareCall>;
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.Rooms.getByName(new URL(request.url).pathname).fetch(request);
  },
};

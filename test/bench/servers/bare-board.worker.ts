/** The floor of a board: an object that sends what it hears, as it is, to everyone connected, and does nothing else. */
import { DurableObject } from "cloudflare:workers";

export class BareBoard extends DurableObject {
  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_socket: WebSocket, message: string | ArrayBuffer): void {
    for (const socket of this.ctx.getWebSockets()) socket.send(message);
  }
}

interface Env {
  Rooms: DurableObjectNamespace<BareBoard>;
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.Rooms.getByName(new URL(request.url).pathname).fetch(request);
  },
};

/** The floor: two plain pages that exchange what they need to see each other, over a relay that passes every message on. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** The relay and its page. The page that is opened with `?sits` sits in the call; the other one joins it by a button. */
export class BareExchange implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets: WebSocketServer;

  private constructor(server: Server, sockets: WebSocketServer) {
    this.#server = server;
    this.#sockets = sockets;
  }

  static async start(): Promise<BareExchange> {
    const html = `<!doctype html><html lang="en"><title>Bare</title><body><button>Join</button><script>(${page})()</script>`;
    const server = createServer((_asked, answer) => {
      answer.setHeader("content-type", "text/html");
      answer.end(html);
    });
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on("connection", (socket) => {
      socket.on("message", (data) => {
        for (const other of sockets.clients) if (other !== socket) other.send(String(data));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new BareExchange(server, sockets);
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** Runs in the page: opens its devices and its socket first, so that joining is the exchange alone. */
async function page(): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const socket = new WebSocket(location.href.replace("http", "ws"));
  const say = (message: object) => socket.send(JSON.stringify(message));
  let connection: RTCPeerConnection | undefined;
  let chain = Promise.resolve();

  const begin = () => {
    connection?.close();
    connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    for (const track of media.getTracks()) connection.addTrack(track, media);
    connection.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate) say({ candidate: candidate.toJSON() });
    });
    return connection;
  };
  const hear = async (data: string) => {
    const { description, candidate } = JSON.parse(data);
    if (description?.type === "offer") {
      const answering = begin();
      await answering.setRemoteDescription(description);
      await answering.setLocalDescription();
      say({ description: answering.localDescription });
    } else if (description) await connection?.setRemoteDescription(description);
    else await connection?.addIceCandidate(candidate);
  };
  socket.addEventListener("message", ({ data }) => {
    chain = chain.then(() => hear(data));
  });
  await new Promise((resolve) => socket.addEventListener("open", resolve));

  const button = document.querySelector("button");
  if (location.search !== "?sits")
    button?.addEventListener("click", async () => {
      const offering = begin();
      await offering.setLocalDescription();
      say({ description: offering.localDescription });
    });
  document.body.dataset.ready = "";
}

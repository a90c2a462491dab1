/** Ports of the loopback: a free one, and whether one is closed. */
import { once } from "node:events";
import { connect, createServer } from "node:net";

/** A port nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (!address || typeof address === "string") throw new Error("No free port was given.");
  return address.port;
}

/** True when a connection to `port` is refused. */
export async function isClosed(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") return true;
    throw error;
  } finally {
    socket.destroy();
  }
}

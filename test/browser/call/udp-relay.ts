/** The way that media takes between pages on this machine, which a test may cut. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { BrowserContext } from "playwright-core";

/** A door stands for one address of one page: what comes in by it goes to that address, from the door of who sent it. */
interface Door {
  socket: Socket;
  port: number;
  /** Whether anything passes. */
  open: boolean;
}

/**
 * A relay for UDP. The pages of `through()` reach each other by it alone: each address that one is told of another is
 * replaced with a door of the relay, and packets come out of the door of their sender.
 */
export class UdpRelay implements AsyncDisposable {
  /** By address and port. */
  readonly #doors = new Map<string, Promise<Door>>();
  #carried = 0;

  /** How many packets it has carried. */
  get carried(): number {
    return this.#carried;
  }

  /** From now on, pages of `context` reach others by this relay. */
  async through(context: BrowserContext): Promise<void> {
    await context.exposeFunction("__door", async (address: string, port: number) => {
      const door = await this.#doorTo(address, port);
      return door.port;
    });
    await context.addInitScript(goByDoors);
  }

  /** Loses every path there is, for good. Addresses that pages find after this are reached. */
  async cut(): Promise<void> {
    for (const door of await Promise.all(this.#doors.values())) door.open = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const doors = await Promise.all(this.#doors.values());
    await Promise.all(doors.map(({ socket }) => new Promise<void>((resolve) => socket.close(() => resolve()))));
  }

  #doorTo(address: string, port: number): Promise<Door> {
    const key = `${address}:${port}`;
    const known = this.#doors.get(key);
    if (known) return known;
    const made = this.#makeDoor(address, port);
    this.#doors.set(key, made);
    return made;
  }

  async #makeDoor(address: string, port: number): Promise<Door> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    const door: Door = { socket, port: socket.address().port, open: true };
    socket.on("message", async (packet, from) => {
      const back = await this.#doorTo(from.address, from.port);
      if (!door.open || !back.open) return;
      this.#carried += 1;
      back.socket.send(packet, port, address);
    });
    return door;
  }
}

/** Runs in the page before any of its scripts. */
function goByDoors(): void {
  const ADDRESS = 4;
  const PORT = 5;
  const door: unknown = Reflect.get(window, "__door");

  /** A line that names an address, with a door in its place; null for one that leads past all doors. */
  const byDoor = async (line: string): Promise<string | null> => {
    const words = line.split(" ");
    const [, , transport = ""] = words;
    if (transport.toLowerCase() !== "udp" || typeof door !== "function") return null;
    const port: unknown = await door(words[ADDRESS], Number(words[PORT]));
    return words.with(ADDRESS, "127.0.0.1").with(PORT, String(port)).join(" ");
  };

  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    override async addIceCandidate(found?: RTCIceCandidateInit | null): Promise<void> {
      if (!found?.candidate) return super.addIceCandidate(found);
      const candidate = await byDoor(found.candidate);
      if (candidate === null) return;
      const { sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = found;
      return super.addIceCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment });
    }

    /** Said again, a description names addresses too. */
    override async setRemoteDescription({ type, sdp = "" }: RTCSessionDescriptionInit): Promise<void> {
      const lines = sdp.split("\r\n").map((line) => (line.startsWith("a=candidate:") ? byDoor(line) : line));
      const kept = (await Promise.all(lines)).filter((line) => line !== null);
      return super.setRemoteDescription({ type, sdp: kept.join("\r\n") });
    }
  };
}

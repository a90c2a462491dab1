import { RoomError } from "../../durable-objects/room/errors.ts";
import { bodyOf } from "./body.ts";
import { boundaryOf, fileOfForm } from "./form.ts";
import type { Allowed } from "./inspection.ts";
import { Inspection } from "./inspection.ts";
import type { Incoming } from "./uploading.ts";

/** The file of a request: the one of its form, or its body. `name` is what the form calls it. */
export async function incomingFile(request: Request): Promise<Incoming & { name: string | null }> {
  const { headers } = request;
  if (!request.body) throw new RoomError("invalid", "This file is empty.");
  const body = bodyOf(request.body);
  const boundary = boundaryOf(headers.get("content-type") ?? undefined);
  if (boundary !== null) return { ...(await fileOfForm(body, boundary)), size: null };
  const length = headers.get("content-length");
  return { name: null, stream: body, size: length !== null && /^\d+$/.test(length) ? Number(length) : null };
}

/** The SHA-256, in hex, of the file of a request; null for one that is not taken. Reads all of it, and holds none. */
export async function digestOfIncoming(request: Request, allowed: Allowed): Promise<string | null> {
  try {
    const inspection = new Inspection(allowed);
    for await (const bytes of (await incomingFile(request)).stream) await inspection.take(bytes);
    return (await inspection.finish()).digest;
  } catch (cause) {
    if (cause instanceof RoomError) return null;
    throw cause;
  }
}

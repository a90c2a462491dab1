import { RoomError } from "../../durable-objects/room/errors.ts";

/** A stream of what is asked of `pieces` as its reader is ready for it. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** A request's body whose end before its time has a name: whoever sent it went away, and nothing of ours has failed. */
export function bodyOf(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return streamOf(read(body));
}

/** The refusal of an upload that ends before its time. */
export function brokeOff(): RoomError {
  return new RoomError("invalid", "The upload broke off. Try again.");
}

async function* read(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw brokeOff();
    });
    if (done) return;
    yield value;
  }
}

/** Answers that a browser keeps as a file. */

/** The headers by which a file is kept under `name`, whatever it is made of. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  return {
    "content-type": type,
    "content-disposition": dispositionOf("attachment", name),
    "cache-control": "no-store",
  };
}

/** Whether a file is kept or shown, and under which name (RFC 6266, RFC 8187). */
export function dispositionOf(manner: "inline" | "attachment", name: string): string {
  const safe = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, "-");
  const plain = safe.replaceAll(/[^\x20-\x7e]+/g, "-").replaceAll("%", "-");
  const encoded = encodeURIComponent(safe).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${manner}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A body of these texts, each asked for when the reader is ready for it. */
export function textBody(texts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = texts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

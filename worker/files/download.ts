/** Answers that a browser keeps as a file. */

/** The headers by which a file is kept under `name`, whatever it is made of (RFC 6266, RFC 8187). */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  const safe = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, "-");
  const plain = safe.replaceAll(/[^\x20-\x7e]+/g, "-").replaceAll("%", "-");
  const encoded = encodeURIComponent(safe).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    "content-type": type,
    "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    "cache-control": "no-store",
  };
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

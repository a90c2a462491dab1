/** Bytes on their way to the server, with word of how many have gone. */

export interface Sending {
  method: string;
  address: URL;
  headers: Headers;
  bytes: Blob;
  signal?: AbortSignal | undefined;
  /** Told how many bytes have left, as they do. */
  onProgress?: ((sentBytes: number) => void) | undefined;
}

/**
 * Sends bytes with a `fetch` of one's own, or as tells most of how far they are.
 * @throws TypeError when the server cannot be reached, and the signal's reason once it is aborted
 */
export function carry(sending: Sending, ownFetch: typeof fetch | undefined): Promise<Response> {
  if (ownFetch === undefined && "XMLHttpRequest" in globalThis) return sendByRequest(sending);
  return sendByFetch(ownFetch ?? ((input, init) => globalThis.fetch(input, init)), sending);
}

/** With `XMLHttpRequest`, since `fetch` says nothing of what it has sent. */
function sendByRequest({ method, address, headers, bytes, signal, onProgress }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const failed = () => reject(signal?.aborted ? signal.reason : new TypeError("The request did not get through."));
    request.open(method, address);
    request.responseType = "blob";
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    if (onProgress) request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve(answerOf(request));
    request.onerror = failed;
    request.onabort = failed;
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    if (signal?.aborted) return failed();
    signal?.addEventListener("abort", stop);
    request.send(bytes);
  });
}

/** The same with `fetch`, where there is nothing else: all of it is told of at the end. */
async function sendByFetch(ask: typeof fetch, sending: Sending): Promise<Response> {
  const { method, address, headers, bytes, signal, onProgress } = sending;
  const answer = await ask(address, {
    method,
    headers,
    body: bytes,
    credentials: "same-origin",
    ...(signal ? { signal } : {}),
  });
  onProgress?.(bytes.size);
  return answer;
}

/** Answers without content may not have a body, not even an empty one. */
function answerOf(request: XMLHttpRequest): Response {
  const { status, response } = request;
  const headers = new Headers();
  for (const line of request
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)) {
    const [name, ...value] = line.split(": ");
    if (name) headers.append(name, value.join(": "));
  }
  const body = status === 204 || !(response instanceof Blob) ? null : response;
  return new Response(body, { status, headers });
}

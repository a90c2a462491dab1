/**
 * The request without a `Sec-Fetch-Mode` that stands alone. Node's own fetch sends one and no `Origin`, and better-auth
 * would take it for a browser that hides where it comes from. Every browser that sends `Sec-Fetch-Mode` sends
 * `Sec-Fetch-Site` with it (W3C Fetch Metadata §2), so alone it says nothing.
 */
export function withoutLoneFetchMode(request: Request): Request {
  if (request.headers.has("sec-fetch-site") || !request.headers.has("sec-fetch-mode")) return request;
  const headers = new Headers(request.headers);
  headers.delete("sec-fetch-mode");
  return new Request(request, { headers });
}

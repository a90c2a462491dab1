/**
 * Addresses on the outside, for what this server fetches because a user wrote down where (SSRF): the open web, and
 * nothing of the machine or network it runs in.
 */
import { resolve4, resolve6 } from "node:dns/promises";

/** Answers every IP address of a name. */
export type Resolve = (name: string) => Promise<string[]>;

/** An address that is not fetched: it is no web address, leads inside, or nobody could say where it leads. */
export class NotOutside extends Error {
  override name = "NotOutside";
}

/** Names that never mean a host of the open web. */
const INSIDE_NAMES = ["localhost", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa"];

/** Networks of RFC 6890 and its updates that are not the open internet's, as first address and prefix length. */
const INSIDE_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
].map(networkV4);

/**
 * The address as a URL, once it is sure to lead outside: `http` or `https` at its usual port, without credentials, to a
 * host whose every address is on the open internet. A name is looked up; what it means a moment later nobody can know, so
 * a server that stands beside something precious is run where the platform keeps it from its own network, too.
 * @throws NotOutside
 */
export async function demandOutside(address: string, resolve: Resolve = resolveName): Promise<URL> {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) throw new NotOutside("no web address");
  if (url.port !== "" || url.username !== "" || url.password !== "") throw new NotOutside("a port or credentials");
  const host = url.hostname.replace(/\.$/, "");
  if (isIp(host)) {
    if (!isOutsideIp(host)) throw new NotOutside("an address inside");
    return url;
  }
  const isInside = INSIDE_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
  if (isInside || !host.includes(".")) throw new NotOutside("a name inside");
  const addresses = await resolve(host);
  if (addresses.length === 0 || !addresses.every(isOutsideIp)) throw new NotOutside("a name that leads inside");
  return url;
}

/** What a fetch from outside may take. */
export interface OutsideLimits {
  redirects: number;
  /** For all of it, redirects too, in ms. */
  timeoutMs: number;
}

/**
 * Fetches from outside, following redirects by hand: each is looked at as the first address was.
 * @throws NotOutside, or whatever `fetch` throws
 */
export async function fetchOutside(
  address: string,
  headers: Record<string, string>,
  { redirects, timeoutMs }: OutsideLimits,
  resolve: Resolve = resolveName,
): Promise<{ url: URL; answer: Response }> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = await demandOutside(address, resolve);
  for (let followed = 0; ; followed += 1) {
    const answer = await fetch(url.href, { headers, redirect: "manual", signal });
    const location = isRedirect(answer.status) ? answer.headers.get("location") : null;
    if (location === null) return { url, answer };
    await answer.body?.cancel();
    if (followed === redirects) throw new NotOutside("too many redirects");
    url = await demandOutside(new URL(location, url).href, resolve);
  }
}

/** Whether an IP address, as a URL's host or a name server writes it, is one of the open internet. */
export function isOutsideIp(ip: string): boolean {
  const v4 = numberOfV4(ip);
  if (v4 !== null) return !INSIDE_V4.some(({ first, mask }) => (v4 & mask) >>> 0 === first);
  const groups = groupsOfV6(ip);
  if (!groups) return false;
  const [first = 0, second = 0] = groups;
  // Only 2000::/3 is given out; of it, what wraps IPv4 or is for protocols and examples leads nowhere by itself.
  const isGiven = first >= 0x2000 && first <= 0x3fff;
  const isSpecial = (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || first === 0x2002 || first === 0x3fff;
  return isGiven && !isSpecial;
}

function isRedirect(status: number): boolean {
  return status >= 301 && status <= 308 && status !== 304;
}

function isIp(host: string): boolean {
  return host.startsWith("[") || numberOfV4(host) !== null;
}

/** A name that nobody can look up leads nowhere, and so not outside. */
async function resolveName(name: string): Promise<string[]> {
  const found = await Promise.allSettled([resolve4(name), resolve6(name)]);
  return found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
}

function numberOfV4(ip: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(ip)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((number, part) => number * 256 + part, 0);
}

function networkV4(network: string): { first: number; mask: number } {
  const [ip = "", length = ""] = network.split("/");
  return { first: numberOfV4(ip) ?? 0, mask: (0xffffffff << (32 - Number(length))) >>> 0 };
}

/** The eight groups of an IPv6 address, or null for what is none. */
function groupsOfV6(ip: string): number[] | null {
  const bare = ip.replace(/^\[|\]$/g, "");
  const host = bare.includes(":") ? URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1) : undefined;
  if (host === undefined) return null;
  const [head = "", tail] = host.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

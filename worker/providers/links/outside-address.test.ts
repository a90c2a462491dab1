import { afterEach, describe, expect, it, vi } from "vitest";
import { demandOutside, fetchOutside, isOutsideIp, NotOutside } from "./outside-address.ts";

const LIMITS = { redirects: 3, timeoutMs: 5_000 };
const names: Record<string, string[]> = {
  "example.com": ["93.184.216.34", "2606:2800:220:1::1"],
  "rebound.example.com": ["93.184.216.34", "10.0.0.7"],
  "mapped.example.com": ["::ffff:127.0.0.1"],
  "unknown.example.com": [],
};
const resolve = async (name: string) => names[name] ?? [];

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an address outside", () => {
  it("P7.26 is a web address at its usual port whose every IP address is on the open internet", async () => {
    for (const good of [
      "https://example.com/a?b#c",
      "http://example.com:80/",
      "https://93.184.216.34/",
      "https://[2606:2800::1]/",
    ]) {
      expect((await demandOutside(good, resolve)).protocol, good).toMatch(/^https?:$/);
    }
    const bad = [
      ...["", "nothing", "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"],
      ...[
        "https://example.com:8443/",
        "http://example.com:443/",
        "https://user@example.com/",
        "https://:x@example.com/",
      ],
      ...["http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://nas/"],
      ...["http://metadata.google.internal/", "http://router.home.arpa/"],
      ...["http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/"],
      ...["http://0.0.0.0/", "http://10.1.2.3/", "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data"],
      ...[
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
      ],
      ...["http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/"],
      ...["http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[2002:7f00:1::]/"],
      ...["http://[2001:db8::1]/", "http://[2001::1]/", "http://[ff02::1]/"],
      ...["https://rebound.example.com/", "https://mapped.example.com/", "https://unknown.example.com/"],
    ];
    for (const address of bad) {
      await expect(demandOutside(address, resolve), address).rejects.toBeInstanceOf(NotOutside);
    }
  });

  it("is told from one inside at the edges of each network", () => {
    const outside = ["9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0"];
    for (const ip of [...outside, "192.167.255.255", "223.255.255.255", "2a00::1"])
      expect(isOutsideIp(ip), ip).toBe(true);
    for (const ip of ["256.1.1.1", "1.2.3", "abc", "", "4000::1", "1fff::1", "3fff::1"]) {
      expect(isOutsideIp(ip), ip).toBe(false);
    }
  });

  it("is looked at again at each redirect, of which it follows three", async () => {
    const asked: string[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
      asked.push(String(input));
      const { pathname } = new URL(String(input));
      const step = Number(pathname.slice(1));
      if (pathname === "/inside") return Response.redirect("http://169.254.169.254/latest", 302);
      if (pathname === "/relative") return new Response(null, { status: 308, headers: { location: "/9" } });
      return step < 9 ? Response.redirect(`https://example.com/${step + 1}`, 302) : new Response("there");
    });
    const { url, answer } = await fetchOutside("https://example.com/6", {}, LIMITS, resolve);
    expect([url.pathname, await answer.text()]).toEqual(["/9", "there"]);
    expect((await fetchOutside("https://example.com/relative", {}, LIMITS, resolve)).url.pathname).toBe("/9");
    await expect(fetchOutside("https://example.com/5", {}, LIMITS, resolve)).rejects.toBeInstanceOf(NotOutside);
    await expect(fetchOutside("https://example.com/inside", {}, LIMITS, resolve)).rejects.toBeInstanceOf(NotOutside);
    expect(asked.filter((address) => !address.startsWith("https://example.com/"))).toEqual([]);
  });
});

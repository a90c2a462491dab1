import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { apiOf } from "../../client/sdk/api/api.ts";
import { KeptMail } from "../../scripts/mail-sink.ts";
import { User } from "./api.ts";
import { type Ended, NpmScript } from "./npm-script.ts";
import { killTree, processName, processTree, treeEnded } from "./process-tree.ts";
import { ServerProcess } from "./server-process.ts";

const startToEnd = (env: Record<string, string>): Promise<Ended> => new NpmScript("start", env).ended();

/** The mail to `email` whose subject matches, once it is there. */
async function mailTo(server: ServerProcess, email: string, subject: RegExp): Promise<KeptMail | undefined> {
  const folder = join(server.stateFolder, "mail");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const mails = await Promise.all(
    names.map(async (name) => KeptMail.parse(JSON.parse(await readFile(join(folder, name), "utf8")))),
  );
  return mails.find((mail) => mail.to === email && subject.test(mail.subject));
}

const secretsOf = (server: ServerProcess) => readFile(join(server.stateFolder, "secrets.json"), "utf8");

describe("npm start", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await ServerProcess.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("runs one workerd and no proxy in front of it", async () => {
    const names = await Promise.all((await processTree(server.pid)).map(processName));
    expect(names.filter((name) => name === "workerd")).toHaveLength(1);
  });

  it("P1.14 keeps data, sessions and secrets through a SIGKILL of the whole tree", async () => {
    const user = await User.signUp(server.url, "Ada");
    const workspace = await user.createWorkspace("Analytical Engines");
    const secrets = await secretsOf(server);
    await server.kill();
    await server.restart();
    expect(await secretsOf(server)).toBe(secrets);
    expect(await user.get(`/api/workspaces/${workspace}`)).toMatchObject({ id: workspace, name: "Analytical Engines" });
  });

  it("P1.33 an upload goes on with the parts it has after a SIGKILL in its middle", async () => {
    const user = await User.signUp(server.url, "Joan");
    const workspace = await user.createWorkspace("Clarke");
    const list = await user.get(`/api/workspaces/${workspace}/conversations`);
    const general = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(list).items[0]?.id;
    const text = "All that was said. ".repeat(400_000);
    let killed: Promise<void> | undefined;
    const { files } = apiOf({ origin: server.url, token: user.token });
    const file = await files.upload(`conversations/${general}`, new File([text], "log.txt"), {
      onProgress: () => {
        killed ??= server.kill().then(() => server.restart());
      },
    });
    await killed;
    expect(file).toMatchObject({ name: "log.txt", type: "text/plain", size: text.length });
    const headers = { authorization: `Bearer ${user.token}`, range: "bytes=5242870-5242889" };
    const read = await fetch(files.address(file.id), { headers });
    expect([read.status, await read.text()]).toEqual([206, text.slice(5_242_870, 5_242_890)]);
  });

  it("P8.23 agrees to no permessage-deflate, which every browser offers", async () => {
    const user = await User.signUp(server.url, "Edith");
    const page = await user.createPage(await user.createWorkspace("Small frames"), "Page");
    const address = `${server.url.replace(/^http/, "ws")}/rooms/doc/${page.docId}`;
    const socket = new WebSocket(`${address}?ticket=${await user.docTicket(page.docId, 60)}`);
    await once(socket, "open");
    expect(socket.extensions).toBe("");
    socket.terminate();
  });

  it("P7.12 gives the app's pages the security headers of the API", async () => {
    const [page, api] = [await fetch(`${server.url}/`), await fetch(`${server.url}/api/health`)];
    expect(page.headers.get("content-type")).toContain("text/html");
    for (const name of ["content-security-policy", "strict-transport-security", "x-content-type-options"]) {
      expect(page.headers.get(name), name).toBe(api.headers.get(name));
    }
  });

  it("keeps mails as files, and the link in one sets a new password", async () => {
    await User.signUp(server.url, "Grace");
    const post = (path: string, body: object) =>
      fetch(`${server.url}/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const email = "grace@example.com";
    expect((await post("request-password-reset", { email })).status).toBe(200);
    const mail = await vi.waitUntil(() => mailTo(server, email, /password/i), { timeout: 30_000 });
    const token = /token=([\w.-]+)/.exec(mail.text)?.[1];
    expect((await post("reset-password", { token, newPassword: "a better password" })).status).toBe(200);
    expect((await post("sign-in/email", { email, password: "a better password" })).status).toBe(200);
  });

  it("starts its runtime again when that dies", async () => {
    const died = await server.runtimePid();
    await killTree(died);
    const answers = () =>
      fetch(`${server.url}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await vi.waitUntil(answers, { timeout: 30_000 });
    expect(await server.runtimePid()).not.toBe(died);
  });

  it("P1.14 starts again on what a runtime left behind still serves, when only its starter was killed", async () => {
    const orphan = await server.killStarter();
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    await server.restart();
    await treeEnded([orphan]);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  it("refuses a second server on the same state, and the first goes on", async () => {
    const second = await startToEnd({ PORT: "0", ENSEMBLE_STATE: server.stateFolder });
    expect(second.code).toBe(1);
    expect(second.output.trim()).toBe(`Another Ensemble is running on the state folder ${server.stateFolder}.`);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("stops on %s with all it started, and starts again", async (signal) => {
    await server.stop(signal);
    await server.restart();
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  it("stops with all it started when it is asked again while it stops, and starts again", async () => {
    await server.urge();
    await server.restart();
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });
});

describe("npm start where it cannot", () => {
  it.each(["abc", "-1", "65536", "8787.5"])("says what is wrong with PORT=%s", async (PORT) => {
    const ended = await startToEnd({ PORT });
    expect(ended.code).toBe(1);
    expect(ended.output.trim()).toBe(
      `PORT is "${PORT}", which is not a port: it must be a whole number from 0 to 65535.`,
    );
  });

  it("says that a port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const port = z.object({ port: z.number() }).parse(other.address()).port;
    const stateFolder = await mkdtemp(join(tmpdir(), "ensemble-state-"));
    const ended = await startToEnd({ PORT: String(port), ENSEMBLE_STATE: stateFolder });
    other.close();
    await rm(stateFolder, { recursive: true });
    expect(ended.code).toBe(1);
    expect(ended.output.trim()).toBe(`Port ${port} is in use by another program.`);
  });

  it("says that the state folder cannot be written", async () => {
    const ended = await startToEnd({ PORT: "0", ENSEMBLE_STATE: "/dev/null/state" });
    expect(ended.code).toBe(1);
    expect(ended.output).toMatch(/^The state folder \/dev\/null\/state cannot be written \(.+\)\. Set ENSEMBLE_STATE/);
  });
});

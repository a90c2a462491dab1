/** Where mails go when no provider is set: one JSON file each in a folder. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** What the worker posts to `MAIL_SINK_URL`. */
const Mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
});

/** A mail as it lies in its file. `at` is ms since 1970. */
export const KeptMail = Mail.extend({ at: z.number().int() });
export type KeptMail = z.infer<typeof KeptMail>;

export interface MailSink {
  /** The address to post mails to. It holds a random part, so no other program on this machine can guess it. */
  url: string;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback and keeps each mail in `folder`. A 204 says that the file is there. */
export async function openMailSink(folder: string): Promise<MailSink> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = `/${randomBytes(16).toString("hex")}`;
  const server = createServer(async (request, response) => {
    response.statusCode = await answer(request, path, folder);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The mail sink got no port.");
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(request: IncomingMessage, path: string, folder: string): Promise<number> {
  if (request.url !== path) return 404;
  if (request.method !== "POST") return 405;
  try {
    const mail = Mail.safeParse(JSON.parse(await text(request)));
    if (!mail.success) return 422;
    await keep({ ...mail.data, at: Date.now() }, folder);
    return 204;
  } catch (error) {
    return error instanceof SyntaxError ? 422 : 500;
  }
}

/** Files sort by time; none is named `*.json` before it is whole, because people and programs watch the folder. */
async function keep(mail: KeptMail, folder: string): Promise<void> {
  const time = new Date(mail.at).toISOString().replaceAll(":", "-");
  const name = `${time}-${randomBytes(4).toString("hex")}.json`;
  const unfinished = join(folder, `${name}.part`);
  await writeFile(unfinished, `${JSON.stringify(mail, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, join(folder, name));
}

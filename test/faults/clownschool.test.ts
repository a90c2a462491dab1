/**
 * The main job on real input: three people write one document at once, and in the middle of it the whole server is
 * killed. See test/data/README.md for the recording and the rule by which it is replayed.
 */
import { expect, it } from "vitest";
import { User } from "../server/api.ts";
import { ServerProcess } from "../server/server-process.ts";
import { readEditingSession } from "./editing-session.ts";
import { LiveWriter } from "./live-writer.ts";

const TWELVE_HOURS = 12 * 60 * 60;

it("P1.14 P2.6 P2.15 three stock clients write on through a SIGKILL and all end alike", async () => {
  const session = await readEditingSession("clownschool.json.gz");
  await using server = await ServerProcess.start();
  const user = await User.signUp(server.url, "Ada");
  const page = await user.createPage(await user.createWorkspace("Circus"), "Clown school");
  const ticket = await user.docTicket(page.docId, TWELVE_HOURS);
  const door = { url: server.url, docId: page.docId, ticket };

  using stack = new DisposableStack();
  const writers = session.writers.map((edits) => stack.use(new LiveWriter(door, edits)));
  const typed = () => writers.reduce((sum, writer) => sum + writer.typed, 0);
  const all = session.writers.reduce((sum, edits) => sum + edits.length, 0);
  await Promise.all(writers.map((writer) => writer.until(({ provider }) => provider.synced)));

  for (const writer of writers) writer.begin();
  await Promise.race(writers.map((writer) => writer.until(() => typed() >= all / 2)));
  await server.kill();
  expect(typed(), "the kill came in the middle").toBeLessThan(all);
  await server.restart();

  // The same clients come back by themselves, with the ticket from before.
  await Promise.all(
    writers.map((writer) => writer.until(({ text }) => typed() === all && text === session.endContent)),
  );
  const newcomer = stack.use(new LiveWriter(door, []));
  await newcomer.until(({ text }) => text === session.endContent);

  expect(newcomer.provider.synced).toBe(true);
  for (const { doc } of [...writers, newcomer]) expect(doc.store.pendingStructs).toBeNull();
});

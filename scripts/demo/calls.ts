/** The demo's calls: some that are planned, and one that was held, though nobody sent any media. */
import { when } from "../../client/sdk/observed.ts";
import { Room } from "../../client/sdk/room/room.ts";
import { CallCommand, CallRoomEvent, CallSnapshot } from "../../durable-objects/call/protocol.ts";
import type { WantedSubject } from "../../durable-objects/workspace/calls/protocol.ts";
import { DemoCannotRun } from "./cannot-run.ts";
import { demoId } from "./fill.ts";
import type { Writing } from "./pages.ts";
import type { DemoPerson } from "./people.ts";
import { CALLS } from "./stories/calls.ts";
import type { CallStory } from "./story.ts";

type Demo = Pick<Writing, "workspace" | "people">;

/**
 * Plans and holds the calls that are not there yet. Answers how many.
 * @throws DemoCannotRun when the server refuses something
 */
export async function holdCalls(demo: Demo): Promise<number> {
  const { workspace, people } = demo;
  const known = new Set((await people.you.api.calls.list(workspace, { limit: 200 })).items.map(({ title }) => title));
  const missing = CALLS.filter(({ title }) => !known.has(title));
  for (const story of missing) {
    if ("plan" in story) await planCall(demo, story);
    else await holdCall(demo, story);
  }
  return missing.length;
}

async function planCall(demo: Demo, story: Extract<CallStory, { plan: object }>): Promise<void> {
  const { workspace, people } = demo;
  const { id, title, about, by, plan, invited } = story;
  const at = new Date();
  at.setDate(at.getDate() + plan.days);
  const wanted = {
    about: await subjectOf(demo, about),
    title,
    startsAt: at.setHours(plan.hour, 0, 0, 0),
    minutes: plan.minutes,
    invited: invited.map(({ who }) => people[who].id),
  };
  const call = await people[by].api.calls.create(workspace, wanted, demoId(workspace, "call", id));
  for (const { who, answer } of invited) {
    if (answer !== null) await people[who].api.calls.answer(workspace, call.id, answer);
  }
}

async function holdCall(demo: Demo, story: Extract<CallStory, { held: object }>): Promise<void> {
  const { workspace, people } = demo;
  const { id, title, about, by, held } = story;
  const wanted = { about: await subjectOf(demo, about), title };
  const call = await people[by].api.calls.create(workspace, wanted, demoId(workspace, "call", id));
  await using rooms = new AsyncDisposableStack();
  const sitting: Sitting[] = [];
  for (const { who, quality } of held) {
    const ask = await sitDown(people[who], call.id, rooms);
    await ask({ type: "peer.quality", quality: { ...quality, receivedKbps: null, sentKbps: null } });
    sitting.push(ask);
  }
  await sitting[0]?.({ type: "call.end" });
}

/** Asks something as one who sits in a call. @throws DemoCannotRun when it is refused */
export type Sitting = (command: CallCommand) => Promise<void>;

/** Sits down in a call until `rooms` are closed, without a picture and without a sound. */
export async function sitDown(
  { api }: Pick<DemoPerson, "api">,
  call: string,
  rooms: AsyncDisposableStack,
): Promise<Sitting> {
  const stream = {
    part: CallSnapshot,
    whole: ([only]: readonly [CallSnapshot, ...CallSnapshot[]]) => only,
    event: CallRoomEvent,
    apply: (state: CallSnapshot) => state,
  };
  const ticket = api.rooms.ticketsTo("call", call);
  const room = rooms.adopt(new Room({ stream, commands: CallCommand }, { origin: api.origin, ticket }), (each) =>
    each.close(),
  );
  room.open();
  const closed = when(room.connection, ({ name }) => name === "closed").then(() => {
    throw new DemoCannotRun("A call of the demo closed its door.");
  });
  await Promise.race([when(room.state, (state) => state !== null), closed]);
  // It closes when the call is over; nobody waits for it then.
  closed.catch(() => {});
  const ask: Sitting = async (command) => {
    const outcome = await room.command(command);
    if (!outcome.ok) throw new DemoCannotRun(`A call of the demo: ${outcome.message}`);
  };
  const [key, page] = [crypto.randomUUID(), crypto.randomUUID()];
  await ask({ type: "call.join", key, page, media: { audio: false, video: false, screen: false } });
  return ask;
}

/** What a call is about, by the id of that. @throws DemoCannotRun when it is not there any more */
async function subjectOf({ workspace, people }: Demo, about: CallStory["about"]): Promise<WantedSubject> {
  if ("project" in about) return { type: "project", project: demoId(workspace, about.project, "project") };
  const channels = await people.you.api.conversations.list(workspace);
  const conversation = channels.find(({ kind, name }) => kind === "channel" && name === about.channel);
  if (!conversation) throw new DemoCannotRun(`The workspace has no channel “${about.channel}” any more.`);
  return { type: "conversation", conversation: conversation.id };
}

import type { CallState, ShownPeer } from "../../../sdk/call/state.ts";

/** What has happened in a call, in words for whoever does not see it. */
export interface News {
  words: string;
  /** `said` to whoever hears the page; `told` besides to all, since it concerns them. */
  how: "said" | "told";
}

/** What one sends by one's own will, at the moment at which something happens. */
interface Own {
  microphone: "on" | "off";
  screen: "on" | "off";
}

/** What is new in `after`: who came and went, whose hand is up, who shares, and what was done to oneself. */
export function newsOf(before: CallState, after: CallState, own: Own): News[] {
  if (before.stage !== "joined" || after.stage !== "joined") return [];
  const news: News[] = [];
  const say = (words: string) => news.push({ words, how: "said" });
  const tell = (words: string) => news.push({ words, how: "told" });
  const were = byId(before.peers);
  const are = byId(after.peers);
  for (const peer of after.peers) {
    if (peer.self) continue;
    const was = were.get(peer.id);
    if (!was) {
      say(`${peer.name} joined`);
      continue;
    }
    if (was.hand === null && peer.hand !== null) tell(`${peer.name} raised a hand`);
    if (!was.media.screen && peer.media.screen) say(`${peer.name} shares a screen`);
    if (was.media.screen && !peer.media.screen) say(`${peer.name} stopped sharing`);
    if (!was.away && peer.away) say(`${peer.name} is reconnecting`);
    if (was.away && !peer.away) say(`${peer.name} is back`);
  }
  for (const peer of before.peers) if (!peer.self && !are.has(peer.id)) say(`${peer.name} left`);
  if (!before.settings.locked && after.settings.locked) say("The call is locked now");
  if (before.settings.locked && !after.settings.locked) say("The call is not locked any more");
  if (before.me && after.me) {
    ownNews(before.me, after.me, tell);
    const [was, is] = [before.me.media, after.me.media];
    const maySend = after.me.mayPublish && after.me.place === "stage";
    // Where one does so oneself it is off here before the room says so.
    if (maySend && was.audio && !is.audio && own.microphone === "on") tell("Somebody who runs the call muted you");
    if (maySend && was.screen && !is.screen && own.screen === "on")
      tell("Somebody who runs the call stopped your sharing");
  }
  return news;
}

function ownNews(was: ShownPeer, is: ShownPeer, tell: (words: string) => void): void {
  if (was.role !== "host" && is.role === "host") tell("You run the call now");
  if (was.role === "peer" && is.role === "cohost") tell("You are a co-host now");
  if (was.role === "cohost" && is.role === "peer") tell("You are a co-host no more");
  if (was.mayPublish && !is.mayPublish) tell("You only listen now: your role in the workspace was changed");
  if (was.place === "stage" && is.place === "watching") tell("You only watch now");
}

function byId(peers: readonly ShownPeer[]): Map<string, ShownPeer> {
  return new Map(peers.map((peer) => [peer.id, peer]));
}

import type { RoomAddress } from "../room/authority.ts";
import type { Outcome } from "../room/errors.ts";
import { RoomError } from "../room/errors.ts";
import type { Call } from "../workspace/calls/protocol.ts";
import { end, endInTime } from "./course/ending.ts";
import { mayRun } from "./hosting/rules.ts";
import { LiveCall } from "./live-call.ts";
import type { Participant } from "./participant.ts";
import { decline, ring } from "./ringing/ringing.ts";

/**
 * What the worker and the workspace may ask of a call, by RPC. Every answer is an `Outcome`; every act is by a
 * {@link Participant} whom the workspace has let in, and what they may do here is looked at here once more.
 */
export class CallRoom extends LiveCall {
  /** Makes the room of a call, before its workspace registers it, and rings `ring` for `by`. Again it changes nothing. */
  async found(founding: { at: RoomAddress; call: Call; by: Participant; ring: Participant[] }): Promise<Outcome<null>> {
    const created = await super.create(founding.at);
    if (!created.ok || this.stores.about.find()) return created;
    return this.acting((change) => {
      const { about, course } = change.stores;
      about.put(founding.call);
      course.begin(change.now);
      endInTime(change);
      ring(change, founding.by, founding.ring);
      return null;
    });
  }

  /** Rings people, on behalf of `who`; the workspace has said that they may come. */
  async ring(who: Participant, people: Participant[]): Promise<Outcome<null>> {
    return this.acting((change) => {
      ring(change, who, people);
      return null;
    });
  }

  /** Says for `who` that they will not come now. */
  async decline(who: Participant): Promise<Outcome<null>> {
    return this.acting((change) => {
      decline(change, who);
      return null;
    });
  }

  /** Whether `who` may run the call now: its creator, its host and co-hosts, and the workspace's admins. */
  async mayRun(who: Participant): Promise<Outcome<boolean>> {
    return this.answer(() => mayRun(this.stores, who));
  }

  /** Ends the call for all, on behalf of `who`, who must be one who may run it. */
  async end(who: Participant): Promise<Outcome<null>> {
    return this.acting((change) => {
      if (!mayRun(change.stores, who)) throw new RoomError("forbidden", "Only hosts of the call may end it for all.");
      end(change, who);
      return null;
    });
  }
}

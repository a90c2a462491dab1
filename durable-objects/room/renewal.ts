import { credentialState } from "../../worker/data/credentials.ts";
import type { Verdict } from "./admission.ts";
import type { RoomAddress, Standing } from "./authority.ts";
import { CloseCode } from "./close-codes.ts";
import { type Outcome, RoomError } from "./errors.ts";
import type { Session } from "./session.ts";
import { PASS_SECONDS, type TicketClaims } from "./ticket.ts";

interface Judges<Own> {
  standing(user: string): Promise<Outcome<Standing>>;
  judge(claims: TicketClaims): Verdict;
  close(session: Session<Own>, code: CloseCode, reason: string): void;
}

/**
 * Renews passes on open sockets. Both who signed in (D1) and who may be here (the workspace object) are asked again,
 * so a revoked session or a lost role ends with the pass at the latest. While D1 cannot be asked, one renewal is
 * granted unseen: a short outage should not throw everyone out, and a long one must not keep anyone in.
 */
export class Renewal<Own> {
  readonly #env: Cloudflare.Env;
  readonly #judges: Judges<Own>;
  readonly #underway = new WeakSet<Session<Own>>();

  constructor(env: Cloudflare.Env, judges: Judges<Own>) {
    this.#env = env;
    this.#judges = judges;
  }

  /** Gives `session` a new pass or closes it. @throws RoomError `unavailable` when nobody could be asked. */
  async renew(session: Session<Own>, at: RoomAddress): Promise<void> {
    if (this.#underway.has(session)) return;
    this.#underway.add(session);
    try {
      await this.#renew(session, at);
    } finally {
      this.#underway.delete(session);
    }
  }

  async #renew(session: Session<Own>, at: RoomAddress): Promise<void> {
    const { user, session: credential, renewedUnseen } = session.passport;
    const state = await credentialState(this.#env.DB, credential).catch(() => "unknown" as const);
    if (state === "ended") {
      return this.#judges.close(session, CloseCode.notAuthenticated, "You are signed out");
    }
    if (state === "unknown" && renewedUnseen) throw unavailable();
    const standing = await this.#judges.standing(user).catch(() => {
      throw unavailable();
    });
    if (!standing.ok) {
      if (standing.problem.code === "unavailable") throw unavailable();
      return this.#judges.close(session, CloseCode.forbidden, "You no longer have access to this");
    }
    const { name, role, revision } = standing.value;
    const validUntil = Date.now() + PASS_SECONDS * 1000;
    const claims = { ...at, user, name, role, revision, session: credential, connectBy: validUntil, validUntil };
    // A notice that overtook the answer knows better than it.
    const verdict = this.#judges.judge(claims);
    if (!verdict.admit) return this.#judges.close(session, CloseCode.forbidden, "You no longer have access to this");
    session.stamp({
      ...session.passport,
      name: verdict.name,
      role: verdict.role,
      revision: verdict.revision,
      validUntil,
      renewedUnseen: state === "unknown",
    });
  }
}

function unavailable(): RoomError {
  return new RoomError("unavailable", "Your pass could not be renewed just now; it will be tried again.");
}

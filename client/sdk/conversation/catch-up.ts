import type {
  ConversationReading,
  ConversationRoomEvent,
  Message,
} from "../../../durable-objects/conversation/protocol.ts";
import { readingAfter } from "./reading.ts";
import type { MessageSource } from "./source.ts";
import type { HeldConversation } from "./stream.ts";

/** What was asked while one's own reading was being answered for may be part of the answer or not. */
const TRIES = 3;

interface CatchUpParts {
  source: Pick<MessageSource, "reading">;
  user: () => string;
  amend: (change: (state: HeldConversation) => HeldConversation) => void;
}

/**
 * Asks what the reader has read elsewhere: that is no event, so whoever resumes does not hear of it. What happens until
 * the answer comes is counted on top of it, each message once.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  #meanwhile: { event: ConversationRoomEvent; before: readonly Message[] }[] | null = null;
  #again = false;
  #disturbed = false;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Asks, or asks once more when it is asking. Without an answer what is known stays. */
  async ask(): Promise<void> {
    this.#again = true;
    if (this.#meanwhile) return;
    for (let tries = 0; this.#again && tries < TRIES; tries++) {
      this.#again = false;
      this.#disturbed = false;
      this.#meanwhile = [];
      const reading = await this.#parts.source.reading().catch(() => null);
      if (this.#disturbed) this.#again = true;
      else if (reading) this.#take(reading);
    }
    this.#meanwhile = null;
  }

  /** An event, with the newest messages as they were before it. */
  event(event: ConversationRoomEvent, before: readonly Message[]): void {
    this.#meanwhile?.push({ event, before });
  }

  /** Something else told what was read; an answer that is on its way may be older or newer than that. */
  disturb(): void {
    this.#disturbed = true;
  }

  #take({ seq, read, threads }: ConversationReading): void {
    const user = this.#parts.user();
    const since = (this.#meanwhile ?? []).filter(({ event }) => event.seq > seq);
    const reading = since.reduce((now, { event, before }) => readingAfter(now, event, user, before), { read, threads });
    this.#parts.amend((state) => ({ ...state, ...reading, readAt: seq }));
  }
}

import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Inverse } from "./inverse.ts";

/** How many steps can be taken back. */
const STEPS = 100;

export type Way = "undo" | "redo";

/** One act and what takes it back, or does it again. */
export interface Step {
  label: string;
  /** What it was called when it was asked for; null for what is called after its event. */
  name: string | null;
  /** It is what was asked, in the same words, since it never came to the room: nothing guards it. */
  verbatim: boolean;
  parts: (Inverse & { since: number })[];
}

/** What was asked together, and on whose stack its inverse goes. */
export interface Asked {
  goesOn: Way;
  /** A new act: what was undone before cannot be redone any more. */
  fresh: boolean;
  /** What it does; goes back on the other stack when it never came to the room. */
  does: Step;
  /** When it was asked for, counted. */
  at: number;
  /** What takes it back; null before the room has said what it did. */
  step: Step | null;
}

/** The step that does once more what was asked, as it was asked. */
export function verbatim(actions: readonly BoardAction[], label: string, name: string | null): Step {
  const parts = actions.map((action) => ({ fields: [], action: () => action, since: 0 }));
  return { label, name, verbatim: true, parts };
}

/** True when an answer to `asked` may change what guards `step`, so that it cannot be taken before. */
export function mayGuard(asked: Asked, step: Step): boolean {
  if (step.verbatim) return false;
  if (asked.fresh || asked.does.verbatim) return true;
  const touched = new Set(asked.does.parts.flatMap(({ fields }) => fields));
  return step.parts.some(({ fields }) => fields.some((field) => touched.has(field)));
}

/** The steps that can be undone and those that can be redone, each in the order in which they were asked for. */
export class Steps {
  readonly #stacks: Record<Way, { step: Step; at: number }[]> = { undo: [], redo: [] };

  /** Puts a step where one that was asked for `at` that time stands. */
  put(way: Way, step: Step, at: number): void {
    const stack = this.#stacks[way];
    stack.splice(stack.findLastIndex((each) => each.at <= at) + 1, 0, { step, at });
    if (stack.length > STEPS) stack.shift();
  }

  top(way: Way): { step: Step; at: number } | undefined {
    return this.#stacks[way].at(-1);
  }

  pop(way: Way): Step | undefined {
    return this.#stacks[way].pop()?.step;
  }

  /** Nothing can be redone any more. */
  forgetRedone(): void {
    this.#stacks.redo = [];
  }
}

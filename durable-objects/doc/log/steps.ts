/** Work that may pause wherever it yields. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all of it without a pause. @throws what the work throws. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does it with `pause` wherever it may, so that others have their turn. @throws what the work throws. */
export async function inSteps<Result>(steps: Steps<Result>, pause: () => Promise<void>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/**
 * Waits for `work`, but no longer than `ms`, and says whether it ended in time. Work that is late goes on, unobserved;
 * work that fails in time rejects.
 */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, ms, false);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

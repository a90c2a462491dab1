/** True when D1 was reached and objects to a row itself; trying for ever would not change that. */
export function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && /constraint failed|SQLITE_CONSTRAINT|datatype mismatch/.test(cause.message);
}

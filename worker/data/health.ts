/** Whether D1 answers a question that touches no table. Never throws. */
export async function pingDatabase(d1: D1Database): Promise<boolean> {
  try {
    await d1.prepare("SELECT 1").first();
    return true;
  } catch {
    return false;
  }
}

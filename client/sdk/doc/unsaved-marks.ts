import { CopyDatabase } from "./database.ts";

/** True while an offline copy of `owner`'s holds what no room has confirmed. Asks no more of the browser than that. */
export async function holdsUnsavedDocs(owner: string): Promise<boolean> {
  try {
    const database = await CopyDatabase.open(owner);
    const { size } = await database.unsaved.rows();
    database.close();
    return size > 0;
  } catch {
    // A browser that keeps nothing holds nothing.
    return false;
  }
}

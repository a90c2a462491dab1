import type { FileRecord } from "../data/files.ts";
import { keyOf } from "./places.ts";
import type { FileStore } from "./store.ts";

/** Deletes the bytes of files, and lets go of those that are still written in parts. What is known of them stays. */
export async function deleteBytes(store: FileStore, files: readonly FileRecord[]): Promise<void> {
  for (const file of files) {
    if (file.upload !== null) await store.abandon({ key: keyOf(file), upload: file.upload });
  }
  await store.delete(files.map(keyOf));
}

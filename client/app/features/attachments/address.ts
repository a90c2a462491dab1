/** Where a file's bytes are. Whoever asks must be allowed into its conversation. */
export function addressOfFile(id: string): string {
  return `/api/objects/${id}`;
}

/** Has the browser keep a file among its downloads. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser has taken hold of it by then; the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(address));
}

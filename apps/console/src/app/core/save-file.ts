/** Hands a file to the browser's own list of downloads. */
export function saveFile(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  // The download has its own hold of the file by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

import type { Readable } from 'node:stream';

const contents = new WeakMap<SentFile, Readable>();

/**
 * A file on its way in, from somebody whom nobody knows. What is in it cannot be reached: `UntrustedFiles` alone receives it.
 */
export class SentFile {
  constructor(content: Readable) {
    contents.set(this, content);
  }
}

/** The content of a file that was sent; not exported by the library. */
export function contentOf(file: SentFile): Readable {
  const content = contents.get(file);
  if (!content) throw new Error('this file was not made by its constructor');
  return content;
}

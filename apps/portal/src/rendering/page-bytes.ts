/** Memory that the bytes of pages are cut from, bytes: a block of its own for each would cost more than the encoding. */
const BLOCK_BYTES = 128 * 1_024;

const encoder = new TextEncoder();
let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
let used = 0;

/**
 * A page in UTF-8. Read once through, where a server that is given the text reads it for its length and again for its
 * bytes. For pages that are sent once: a cached one would hold on to its whole block.
 */
export function pageBytes(html: string): Buffer {
  let taken = encoder.encodeInto(html, block.subarray(used));
  if (taken.read < html.length) {
    // UTF-8 has three bytes at most for a unit of UTF-16.
    if (html.length * 3 > BLOCK_BYTES) return Buffer.from(html);
    block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    used = 0;
    taken = encoder.encodeInto(html, block);
  }
  const bytes = block.subarray(used, used + taken.written);
  used += taken.written;
  return bytes;
}

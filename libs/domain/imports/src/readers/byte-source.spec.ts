import { gzipSync } from 'node:zlib';
import { readBytes } from './byte-source';
import { ReadingTally } from './reading';

/** A source that says whether it was closed. */
function watched(content: Buffer): { source: AsyncGenerator<Buffer>; closed: () => boolean } {
  let closed = false;
  async function* generate() {
    try {
      for (let at = 0; at < content.length; at += 1000)
        yield await Promise.resolve(content.subarray(at, at + 1000));
    } finally {
      closed = true;
    }
  }
  return { source: generate(), closed: () => closed };
}

const long = Buffer.from('a,b,c\n'.repeat(50_000));

/** Bytes that gzip cannot shorten, so that much of the file is unread when the reader leaves. */
const noise = Buffer.from(
  Array.from({ length: 400_000 }, (_, at) => (at * at * 31 + (at >> 3) * 7919) & 255),
);

describe('bytes of a source', () => {
  it.each([
    ['plain', long],
    ['gzip', gzipSync(noise)],
  ])('closes the %s source when its reader leaves early', async (_form, content) => {
    const { source, closed } = watched(content);
    for await (const chunk of readBytes(source, new ReadingTally())) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await new Promise(setImmediate);
    expect(closed()).toBe(true);
  });

  it('closes a source that it refuses on its head, and counts what it took of it', async () => {
    const { source, closed } = watched(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(200_000)]));
    const tally = new ReadingTally();
    for await (const chunk of readBytes(source, tally)) expect(chunk).toBeUndefined();
    expect(closed()).toBe(true);
    expect(tally.log.counts).toEqual({ 'file-kind': 1 });
    expect(tally.bytesRead).toBeLessThan(100_000);
  });
});

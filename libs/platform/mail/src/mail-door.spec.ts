import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MAX_REPORT_BYTES, readIncoming } from './mail-door';

const KIB = 1_024;
const MIB = 1_024 * KIB;

/** A mail of so many bytes. @param seen hears of each piece once the next one is asked for */
async function* mailOf(bytes: number, seen?: () => void): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < bytes; sent += 64 * KIB) {
    await Promise.resolve();
    yield Buffer.alloc(64 * KIB, 'x');
    seen?.();
  }
}

describe('mails that come back', () => {
  it('are read whole up to the size of a report', async () => {
    expect((await readIncoming(mailOf(512 * KIB), MAX_REPORT_BYTES)).byteLength).toBe(512 * KIB);
  });

  it('are read to their end above it, with no more in memory than a report may have', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const inUse = (): number => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = inUse();
    let [pieces, most] = [0, 0];
    const seen = () => {
      pieces += 1;
      if (pieces % 32 === 0) most = Math.max(most, inUse() - before);
    };
    await expect(readIncoming(mailOf(20 * MIB, seen), MAX_REPORT_BYTES)).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(pieces).toBe(320);
    // Of 20; what was let go of a moment ago may not be freed yet.
    expect(most).toBeLessThan(4 * MIB);
  });
});

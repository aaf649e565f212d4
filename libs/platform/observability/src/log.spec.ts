import { closeSync, existsSync, openSync } from 'node:fs';
import { createLog, logStream } from './log';

/** A device of Linux on which every writing fails as on a full disk. */
const FULL = '/dev/full';

(existsSync(FULL) ? describe : describe.skip)('the log on a full disk', () => {
  it('loses lines, and ends nobody', async () => {
    const fd = openSync(FULL, 'w');
    const errors: unknown[] = [];
    const note = (error: unknown): void => void errors.push(error);
    process.on('uncaughtException', note);
    const stream = logStream(fd);
    const log = createLog({ name: 'portal', level: 'info', destination: stream });
    // More than what waits in memory, over several flushes.
    for (let round = 0; round < 4; round += 1) {
      for (let line = 0; line < 2_000; line += 1) log.info({ text: 'x'.repeat(900) }, 'a page');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    process.off('uncaughtException', note);
    expect(errors).toEqual([]);
    expect(() => log.info('and on')).not.toThrow();
    (stream as unknown as { destroy(): void }).destroy();
    closeSync(fd);
  });
});

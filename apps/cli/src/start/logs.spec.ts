import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow, rotateLogs, openLog, tail } from './logs';

/** Whoever keeps house in it may take a folder away at any moment: between two looks, and within one. */
describe('a log folder that goes away while it is looked after', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'halles-logs-'));
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    rmSync(home, { recursive: true, force: true });
  });

  // What exists and cannot be listed is what a folder is that went away after it was seen to exist.
  it('ends nothing, and keeps nobody from the other folders', () => {
    const gone = join(home, 'gone');
    writeFileSync(gone, '');
    const kept = join(home, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'portal.log'), 'x'.repeat(10 * 1024 * 1024 + 1));
    const stop = rotateLogs([gone, kept]);
    jest.advanceTimersByTime(5_000);
    stop();
    expect(existsSync(join(kept, 'portal.1.log'))).toBe(true);
  });

  it('ends nothing where a log is followed, which is shown again once it is back', () => {
    const path = join(home, 'portal.log');
    mkdirSync(path);
    const shown: string[] = [];
    const stop = follow(path, (line) => shown.push(line));
    jest.advanceTimersByTime(250);
    rmSync(path, { recursive: true });
    jest.advanceTimersByTime(250);
    appendFileSync(path, 'back\n');
    jest.advanceTimersByTime(250);
    stop();
    expect(shown).toEqual(['back']);
  });

  it('leaves nothing to read, and nothing to fail at', () => {
    const path = join(home, 'portal.log');
    mkdirSync(path);
    expect(tail(path)).toBe('');
  });

  it('is made again for the log of a server that is started again', () => {
    const folder = join(home, 'logs');
    openLog(folder, 'portal');
    expect(existsSync(join(folder, 'portal.log'))).toBe(true);
  });
});

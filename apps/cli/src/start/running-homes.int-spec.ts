import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { createIo, type Environment } from '../io';
import { folderOf } from './installation-folder';
import { Lock } from './lock';
import { installationOf, RunningHomes } from './running-homes';
import { openSession } from './session';

describe('which installation a command means', () => {
  let root: string;
  const locks: Lock[] = [];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'halles-homes-'));
  });
  afterEach(() => {
    for (const lock of locks.splice(0)) lock.release();
    rmSync(root, { recursive: true, force: true });
  });

  const ioOf = (env: Environment = {}, mayBegin = false) =>
    createIo({ json: true, env: { HALLES_ROOT: root, ...env }, clock: systemClock, mayBegin });
  const homeOf = (env: Environment = {}) => installationOf(ioOf(env)).home;
  /** As `halles start` does: this very process runs it. */
  const start = (name: string): string => {
    const home = join(root, name);
    mkdirSync(home);
    locks.push(Lock.acquire(home, 'halles start'));
    new RunningHomes({ HALLES_ROOT: root }).note(home);
    return home;
  };

  it('is the one that runs from this checkout, wherever it was put', () => {
    expect(homeOf()).toBe(join(root, '.halles'));
    const elsewhere = start('elsewhere');
    expect(homeOf()).toBe(elsewhere);
    const own = start('.halles');
    expect(homeOf()).toBe(own);
  });

  it('is the one that is named, whatever runs', () => {
    start('elsewhere');
    expect(homeOf({ HALLES_HOME: 'other' })).toBe(join(root, 'other'));
  });

  it('has to be said where several run', () => {
    const [one, two] = [start('one'), start('two')];
    expect(() => homeOf()).toThrow(`${one}, ${two}`);
    expect(homeOf({ HALLES_HOME: two })).toBe(two);
  });

  it('is none whose start was killed', () => {
    const elsewhere = start('elsewhere');
    locks.pop()?.release();
    expect(homeOf()).toBe(join(root, '.halles'));
    expect(readdirSync(join(root, '.halles-running'))).toEqual([]);
    expect(existsSync(elsewhere)).toBe(true);
  });

  it('is not begun by a command that only looks: nothing is made, and it says which one runs', async () => {
    const running = start('running');
    const env = { HALLES_HOME: join(root, 'mistyped') };
    await expect(openSession(ioOf(env), 'halles')).rejects.toMatchObject({
      message: `There is no installation in ${join(root, 'mistyped')}.`,
      exitCode: 5,
      remedy: expect.stringContaining(running),
    });
    expect(existsSync(join(root, 'mistyped'))).toBe(false);
  });

  it('is begun where somebody says so', async () => {
    const env = {
      HALLES_HOME: join(root, 'second'),
      DATABASE_URL: 'postgres://127.0.0.1:9/none',
      REDIS_URL: 'redis://127.0.0.1:9',
    };
    await expect(openSession(ioOf(env), 'halles')).rejects.toThrow('There is no installation');
    const session = await openSession(ioOf(env, true), 'halles');
    await session.close();
    expect(existsSync(join(root, 'second', 'master.key'))).toBe(true);
    // From then on it is one.
    await (await openSession(ioOf(env), 'halles')).close();
  });

  it('is one that was begun, when it stands still', () => {
    const home = join(root, 'still');
    mkdirSync(home);
    writeFileSync(join(home, 'master.key'), 'x');
    expect(homeOf({ HALLES_HOME: home })).toBe(folderOf({ HALLES_HOME: home }).home);
  });
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { exitCodes } from '../exit-codes';
import { createIo, type Environment } from '../io';
import { main } from '../main';
import {
  folderOf,
  type InstallationFolder,
  isUnfinished,
  noteBeginning,
  noteFinished,
} from './installation-folder';
import { Lock } from './lock';
import { installationOf, refuseUnnamedSecond, RunningHomes } from './running-homes';
import { openSession } from './session';
import { start as startAll } from './start';

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

  /** What the first `halles start` in a folder leaves when it is killed at this point. */
  const begin = (name: string, { withData }: { withData: boolean }): InstallationFolder => {
    const folder = folderOf({ HALLES_HOME: join(root, name) });
    mkdirSync(folder.home);
    noteBeginning({}, folder);
    writeFileSync(join(folder.home, 'master.key'), 'x');
    if (withData) {
      mkdirSync(join(folder.postgres, 'data'), { recursive: true });
      writeFileSync(join(folder.postgres, 'data', 'PG_VERSION'), '18\n');
    }
    return folder;
  };

  it.each([{ withData: true }, { withData: false }])(
    'is refused when it is half made ($withData), with the way to finish it and the one that runs',
    async (made) => {
      const running = start('running');
      const { home } = begin('half', made);
      for (const mayBegin of [false, true])
        await expect(openSession(ioOf({ HALLES_HOME: home }, mayBegin), 'halles')).rejects.toMatchObject({
          message: `The installation in ${home} is half made: its first start was stopped before its end.`,
          exitCode: 5,
          remedy: expect.stringMatching(
            new RegExp(`"HALLES_HOME=${home} halles start" finishes it.*From here runs: ${running}\\.`),
          ),
        });
    },
  );

  it('is one once its first start has made all of it, and is not begun by a later one', () => {
    const folder = begin('half', { withData: true });
    expect(isUnfinished(folder)).toBe(true);
    noteFinished(folder);
    noteBeginning({}, folder);
    expect(isUnfinished(folder)).toBe(false);
  });

  it('is none yet while it is made: who asks is told to wait', async () => {
    const home = start('made-now');
    noteBeginning({}, folderOf({ HALLES_HOME: home }));
    await expect(openSession(ioOf({ HALLES_HOME: home }), 'halles')).rejects.toMatchObject({
      message: `"halles start" is making the installation in ${home} at this moment.`,
      remedy: 'Try again once it says that it is ready.',
    });
  });

  it('is none where keys alone were made, and no data', async () => {
    const home = join(root, 'keys');
    mkdirSync(home);
    writeFileSync(join(home, 'master.key'), 'x');
    await expect(openSession(ioOf({ HALLES_HOME: home }), 'halles')).rejects.toThrow(
      `There is no installation in ${home}.`,
    );
    expect(readdirSync(home)).toEqual(['master.key']);
  });

  it('has no mailbox where nothing runs, and says where one does', async () => {
    const running = start('running');
    const env = { HALLES_ROOT: root, HALLES_HOME: join(root, 'mistyped') };
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await main(['mail', '--no-open'], env)).toBe(1);
    const words = said.mock.calls.join('');
    said.mockRestore();
    expect(words).toContain(`Nothing runs in ${join(root, 'mistyped')}`);
    expect(words).toContain(`From here runs: ${running}.`);
  });

  it('is not begun a second time by a start that names no folder, and both are said', async () => {
    const running = start('running');
    const refused = await startAll(ioOf(), { verbose: false }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      exitCode: exitCodes.refused,
      message: `From here runs already: ${running}. This would make a second installation, in ${join(root, '.halles')}.`,
      remedy: expect.stringContaining(`halles --home ${join(root, '.halles')} start`),
    });
    expect(existsSync(join(root, '.halles'))).toBe(false);
  });

  it('is started beside another where it was named or made before', () => {
    start('running');
    const refuse = (env: Environment): void =>
      refuseUnnamedSecond(ioOf(env), folderOf({ HALLES_ROOT: root, ...env }));
    expect(() => refuse({ HALLES_HOME: 'second' })).not.toThrow();
    const data = join(root, '.halles', 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'PG_VERSION'), '17');
    expect(() => refuse({})).not.toThrow();
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

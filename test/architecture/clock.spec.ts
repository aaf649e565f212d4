import { filesOf, textOf } from './support/files';

/** Whoever asks the machine for the time. An instant that was given is read as one likes. */
const MACHINE_CLOCK = /\bsystemClock\b|\bDate\.now\(\)|\bnew Date\(\)/;

const isTest = (path: string): boolean => /\.(?:spec|int-spec|e2e-spec|journey|fake)\.ts$/.test(path);

describe('the clock', () => {
  it('is injected in the servers: nothing in them asks the machine for the time', () => {
    const servers = filesOf('.ts').filter(
      (path) => /^apps\/(?:portal|console-api|worker)\/src\//.test(path) && !isTest(path),
    );
    expect(servers.length).toBeGreaterThan(100);
    expect(servers.filter((path) => MACHINE_CLOCK.test(textOf(path)))).toEqual([]);
  });

  it('is found out where it is not', () => {
    for (const text of ['now = systemClock.now()', 'until: Date.now() + 5', 'return new Date();'])
      expect(text).toMatch(MACHINE_CLOCK);
    expect('new Date(report.createdAt)').not.toMatch(MACHINE_CLOCK);
  });
});

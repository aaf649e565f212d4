import { filesOf, textOf } from './support/files';

/** Whoever asks the machine for the time. An instant that was given is read as one likes. */
const MACHINE_CLOCK = /\bsystemClock\b|\bDate\.now\b|\bnew Date\(\)|\bnew Date\b(?!\()/;

/** Who may, and why. Everybody else is given a `Clock`, or an instant by its caller. */
const ALLOWED: Readonly<Record<string, string>> = {
  'libs/kernel/src/clock.ts': 'defines it',
  'libs/platform/config/src/config.module.ts': 'provides it to the servers',
  'apps/cli/src/main.ts': 'gives it to the commands',
  'apps/console/src/app/features/overview/overview.store.ts':
    'tells a reader when figures came, by the clock of their browser',
  'apps/portal/client/islands/order-taps.ts':
    'lets touches that were not sent go stale, by the clock of their browser',
  'apps/portal/client/islands/unstored-goods.ts':
    'lets what was changed in a form go stale, by the clock of its browser',
  'apps/portal/client/islands/waiting-clicks.ts':
    'tells how long a click waited for a connection, by the clock of its telephone',
  'libs/platform/mail/src/mailbox/mailbox.ts': 'is a program of its own, and gives it to its parts',
  'libs/platform/observability/src/log.ts': 'stamps the lines of the log, below everything that is injected',
  'libs/platform/http/src/request-id.ts': 'makes ids that sort by time, which decide nothing',
};

const isTest = (path: string): boolean => /\.(?:spec|int-spec|e2e-spec|journey|fake)\.ts$/.test(path);

describe('the clock', () => {
  const sources = filesOf('.ts').filter(
    (path) => /^(?:apps|libs)\//.test(path) && !/(?:^|\/)testing\//.test(path) && !isTest(path),
  );
  const asking = sources.filter((path) => MACHINE_CLOCK.test(textOf(path)));

  it.each(['apps/cli', 'apps/console-api', 'apps/portal', 'apps/worker', 'libs/domain', 'libs/platform'])(
    'is injected in %s: nothing in it asks the machine for the time',
    (area) => {
      expect(sources.filter((path) => path.startsWith(`${area}/`)).length).toBeGreaterThan(20);
      expect(asking.filter((path) => path.startsWith(`${area}/`) && !(path in ALLOWED))).toEqual([]);
    },
  );

  it('is read by nobody else, and whoever may read it does', () => {
    expect(asking).toEqual(Object.keys(ALLOWED).sort((left, right) => (left < right ? -1 : 1)));
  });

  it('is found out where it is not', () => {
    for (const text of [
      'now = systemClock.now()',
      'until: Date.now() + 5',
      'readonly now = Date.now',
      'return new Date();',
      'return new Date;',
    ])
      expect(text).toMatch(MACHINE_CLOCK);
    expect('new Date(report.createdAt)').not.toMatch(MACHINE_CLOCK);
  });
});

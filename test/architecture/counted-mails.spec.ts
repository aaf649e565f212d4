import { everyMail } from '@halles/domain/correspondence';
import { countsOf } from '@halles/domain/deliveries';
import { filesOf, textOf } from './support/files';

const sources = filesOf('.ts').filter(
  (path) => /^(?:apps|libs)\//.test(path) && !/(?:spec|fake)\.ts$|\/testing\//.test(path),
);
const callersOf = (call: RegExp): string[] => sources.filter((path) => call.test(textOf(path)));

describe('a mail to an address that nobody proved', () => {
  const mails = everyMail.filter(({ safeForAnyone = [] }) => safeForAnyone.length > 0);

  /** Names that a mail is counted by whatever the stranger makes anew: each time an order, a report or a name of their own. */
  const alwaysCountedBy = (countedBy: (n: number) => Parameters<typeof countsOf>[0], kind: string) => {
    const times = [1, 2, 3].map((n) => countsOf(countedBy(n), kind, false).map(({ counted }) => counted));
    return times.reduce((kept, names) => kept.filter((name) => names.includes(name)));
  };

  it.each(mails.map(({ name }) => [name]))('%s is counted for its mailbox', (kind) => {
    expect(alwaysCountedBy(() => kind, kind)).not.toEqual([]);
    expect(alwaysCountedBy((n) => `order ${n}`, kind)).not.toEqual([]);
    expect(alwaysCountedBy((n) => ({ causedBy: `stranger ${n}` }), kind)).not.toEqual([]);
  });

  it('is sent by the service that counts, and by no other', () => {
    expect(mails.length).toBeGreaterThan(8);
    expect(callersOf(/mailer\.sendMail\(/)).toEqual([
      // Of text messages, in development: counted before by `TextDeliveries`.
      'apps/worker/src/orders/texter.ts',
      'libs/domain/deliveries/src/delivery.service.ts',
    ]);
    expect(callersOf(/\bcountsOf\(/)).toEqual([
      'libs/domain/deliveries/src/counted-by.ts',
      'libs/domain/deliveries/src/delivery.service.ts',
    ]);
  });
});

import { portalRoutes } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { createLog } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { byUrgency, MerchantWaiting, URGENCIES, type Urgency, type Waiting } from './waiting';

const NOW = new Date('2026-11-27T08:00:00Z');
const ctx = {} as TenantContext;
const session = {} as AccountSession;
const aMatter = (urgency: Urgency, hour = 8): Waiting => ({
  urgency,
  since: new Date(Date.UTC(2026, 10, 26, hour)),
  count: 1,
  listingId: null,
  paths: portalRoutes.claims,
  sentence: () => `${urgency} ${hour}`,
  action: () => '',
});

describe('what waits', () => {
  it('is in the order of what is at stake, and of two alike the older first', () => {
    const mixed = [aMatter('mine', 9), ...URGENCIES.toReversed().map((urgency) => aMatter(urgency))];
    expect(byUrgency(mixed).map(({ urgency, since }) => `${urgency} ${since.getUTCHours()}`)).toEqual([
      'contested 8',
      'customer 8',
      'mine 8',
      'mine 9',
      'decided 8',
      'theirs 8',
    ]);
  });

  it('is told by every feature that can, when another cannot, and the log names which', async () => {
    const log = createLog({ name: 'test', level: 'silent' });
    const warn = jest.spyOn(log, 'warn');
    const home = new MerchantWaiting(log);
    home.register({ name: 'orders', waitingFor: () => Promise.reject(new Error('no table')) });
    home.register({ name: 'claims', waitingFor: () => Promise.resolve([aMatter('theirs')]) });
    expect((await home.of(ctx, session, NOW)).map(({ urgency }) => urgency)).toEqual(['theirs']);
    expect(warn.mock.calls).toEqual([[expect.objectContaining({ source: 'orders' }), expect.any(String)]]);
  });

  it('is registered once by a feature', () => {
    const home = new MerchantWaiting(createLog({ name: 'test', level: 'silent' }));
    home.register({ name: 'orders', waitingFor: () => Promise.resolve([]) });
    expect(() => {
      home.register({ name: 'orders', waitingFor: () => Promise.resolve([]) });
    }).toThrow('registered twice');
  });
});

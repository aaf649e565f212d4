import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { reporterKeys } from './reporter-key';

const MASTER = 'a-master-key-of-more-than-thirty-two-characters';
const town = (id: string) => ({ tenant: { id } }) as Pick<TenantContext, 'tenant'>;
const NOW = new Date('2026-11-25T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

describe('what a reporter is known again by', () => {
  it('is the same for one visitor, and says nothing of the address', () => {
    const [key] = reporterKeys(MASTER, town('one'), '192.0.2.7', NOW);
    expect(reporterKeys(MASTER, town('one'), '192.0.2.7', NOW)[0]).toBe(key);
    expect(key).not.toContain('192');
    expect(key).toHaveLength(43);
  });

  it('differs for another visitor, another territory, another installation', () => {
    const [key] = reporterKeys(MASTER, town('one'), '192.0.2.7', NOW);
    expect(reporterKeys(MASTER, town('one'), '192.0.2.8', NOW)[0]).not.toBe(key);
    expect(reporterKeys(MASTER, town('two'), '192.0.2.7', NOW)[0]).not.toBe(key);
    expect(reporterKeys(`${MASTER}x`, town('one'), '192.0.2.7', NOW)[0]).not.toBe(key);
  });

  it('changes after thirty days, and is known again for as long', () => {
    const [key] = reporterKeys(MASTER, town('one'), '192.0.2.7', NOW);
    expect(reporterKeys(MASTER, town('one'), '192.0.2.7', later(30))[1]).toBe(key);
    expect(reporterKeys(MASTER, town('one'), '192.0.2.7', later(60))).not.toContain(key);
  });
});

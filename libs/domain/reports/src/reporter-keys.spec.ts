import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { ReporterKeys } from './reporter-keys';

const MASTER = 'a-master-key-of-more-than-thirty-two-characters';
const town = (id: string) => ({ tenant: { id } }) as Pick<TenantContext, 'tenant'>;
const NOW = new Date('2026-11-25T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

const keys = new ReporterKeys({ masterKey: MASTER });

describe('what a reporter is known again by', () => {
  it('is the same for one visitor, and says nothing of the address', () => {
    const [key] = keys.of(town('one'), '192.0.2.7', NOW);
    expect(keys.of(town('one'), '192.0.2.7', NOW)[0]).toBe(key);
    expect(key).not.toContain('192');
    expect(key).toHaveLength(43);
  });

  it('differs for another visitor, another territory, another installation', () => {
    const [key] = keys.of(town('one'), '192.0.2.7', NOW);
    expect(keys.of(town('one'), '192.0.2.8', NOW)[0]).not.toBe(key);
    expect(keys.of(town('two'), '192.0.2.7', NOW)[0]).not.toBe(key);
    expect(new ReporterKeys({ masterKey: `${MASTER}x` }).of(town('one'), '192.0.2.7', NOW)[0]).not.toBe(key);
  });

  it('changes after thirty days, and is known again for as long', () => {
    const [key] = keys.of(town('one'), '192.0.2.7', NOW);
    expect(keys.of(town('one'), '192.0.2.7', later(30))[1]).toBe(key);
    expect(keys.of(town('one'), '192.0.2.7', later(60))).not.toContain(key);
  });
});

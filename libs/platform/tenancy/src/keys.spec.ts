import { aTerritory } from '@halles/testing';
import { cacheKey, mediaFolder } from './keys';
import { createContext, type Tenant } from './tenant';

const tenantOf = (slug: string, role: string): Tenant => ({
  id: role,
  slug,
  state: 'live',
  database: 'main',
  role,
  schema: role,
  hosts: [],
  canonicalHost: `${slug}.localhost`,
  stateSince: null,
  storageQuotaMb: null,
  isCopy: false,
  settings: aTerritory(slug),
  version: 1,
});

describe('keys', () => {
  const here = createContext(tenantOf('ici-bourg', 't_000000000001'), { kind: 'visitor' }, 'r');
  const there = createContext(tenantOf('autre-ville', 't_000000000002'), { kind: 'visitor' }, 'r');

  it('differ between two tenants for the same thing', () => {
    expect(cacheKey(here, 'page', 'home')).not.toBe(cacheKey(there, 'page', 'home'));
    expect(mediaFolder('/m', here.tenant)).not.toBe(mediaFolder('/m', there.tenant));
  });

  it.each(['', 'a:b', '../x', 'a/b', 'a b', 'x\u0000'])(
    'refuse %j, with which one key could pass for another',
    (part) => {
      expect(() => cacheKey(here, part)).toThrow();
    },
  );
});

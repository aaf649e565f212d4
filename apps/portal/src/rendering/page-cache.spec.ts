import type { Tenant, TenantContext } from '@halles/platform/tenancy';
import { CachedPage, STALE_MS } from './cached-page';
import { page as made } from './page';
import { PageCache } from './page-cache';

const ctxOf = (role: string, version = 1): TenantContext => ({
  tenant: { role, version } as Tenant,
  actor: { kind: 'visitor' },
  requestId: 'r',
});
const page = (html: string, expiresAt = 1_000): CachedPage =>
  new CachedPage(Buffer.from(html), 'fr', {
    content: null,
    version: '1',
    expiresAt,
    source: made('static-pages/home', () => ({ head: 'home', body: {} })),
  });
const here = ctxOf('t_here');
const there = ctxOf('t_there');
const keyOf = (ctx: TenantContext, name = 'home', theme = 'v1', locale = 'fr'): string =>
  PageCache.key(ctx, theme, locale, name);

describe('the cache of pages', () => {
  it('gives a tenant its own page and never another’s', () => {
    const cache = new PageCache();
    cache.set(here, keyOf(here), page('ici'));
    expect(cache.get(here, keyOf(here), 0)).toBeDefined();
    expect(cache.get(there, keyOf(there), 0)).toBeUndefined();
    // Even a forged key stays within the share of the tenant that asks.
    expect(cache.get(there, keyOf(here), 0)).toBeUndefined();
  });

  it('forgets with the version of the tenant’s entry, of its theme, the locale and the page', () => {
    const keys = [
      keyOf(here),
      keyOf(ctxOf('t_here', 2)),
      keyOf(here, 'home', 'v2'),
      keyOf(here, 'home', 'v1', 'en'),
      keyOf(here, 'about'),
    ];
    expect(new Set(keys).size).toBe(5);
  });

  it('drops a page when even a stale one is too old', () => {
    const cache = new PageCache();
    cache.set(here, keyOf(here), page('ici', 1_000));
    expect(cache.get(here, keyOf(here), STALE_MS + 999)).toBeDefined();
    expect(cache.get(here, keyOf(here), STALE_MS + 1_000)).toBeUndefined();
    expect(cache.usage().size).toBe(0);
  });

  it('keeps a tenant within its share without touching the others', () => {
    const cache = new PageCache({ total: 10_000, perTenant: 500 });
    cache.set(there, keyOf(there), page('x'.repeat(100)));
    for (let n = 0; n < 20; n += 1) cache.set(here, keyOf(here, `p${n}`), page('x'.repeat(100)));
    expect(cache.usage().get('t_here')).toBeLessThanOrEqual(500);
    expect(cache.get(there, keyOf(there), 0)).toBeDefined();
    expect(cache.get(here, keyOf(here, 'p19'), 0)).toBeDefined();
    expect(cache.get(here, keyOf(here, 'p0'), 0)).toBeUndefined();
  });

  it('keeps all tenants together within the total, counting what is replaced once', () => {
    const cache = new PageCache({ total: 1_000, perTenant: 400 });
    for (let n = 0; n < 50; n += 1)
      cache.set(ctxOf(`t_${n % 7}`), keyOf(ctxOf(`t_${n % 7}`)), page('x'.repeat(100 + n)));
    const sum = [...cache.usage().values()].reduce((total, bytes) => total + bytes, 0);
    expect(sum).toBeLessThanOrEqual(1_000);
    expect(sum).toBeGreaterThan(500);
  });

  it('does not keep a page larger than a share', () => {
    const cache = new PageCache({ total: 1_000, perTenant: 100 });
    cache.set(here, keyOf(here), page('x'.repeat(200)));
    expect(cache.get(here, keyOf(here), 0)).toBeUndefined();
  });
});

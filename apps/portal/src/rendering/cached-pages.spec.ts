import { SECOND, systemClock } from '@halles/kernel';
import type { Tenant, TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { FakeChangeBus } from '@halles/testing';
import type { IncomingMessage } from 'node:http';
import { CachedPage } from './cached-page';
import { CachedPages } from './cached-pages';
import { PageCache } from './page-cache';

const PATH = '/commerces/boulangeries';
const role = 't_here';
const ctx: TenantContext = {
  tenant: { slug: 'ici-bourg', role, version: 1 } as Tenant,
  actor: { kind: 'visitor' },
  requestId: 'r',
};
const asking = (url: string): IncomingMessage => ({ url, headers: {} }) as IncomingMessage;

describe('cached pages', () => {
  const themes = new ThemeRegistry({
    root: process.cwd(),
    production: false,
    watch: false,
    onError: () => undefined,
  });
  let changes: FakeChangeBus;
  let cached: CachedPages;
  beforeEach(() => {
    jest.useFakeTimers();
    changes = new FakeChangeBus();
    cached = new CachedPages(new PageCache(), themes, changes, systemClock);
  });
  afterEach(() => jest.useRealTimers());
  afterAll(() => themes.close());

  const store = (path: string, version: string): void =>
    cached.store(ctx, path, version, new CachedPage(Buffer.from('ici'), 'fr', Date.now() + 60_000));

  it('are found at the version that they show, and at no other', () => {
    store(PATH, '1');
    expect(cached.at(ctx, PATH, '1')).toBeDefined();
    expect(cached.at(ctx, PATH, '2')).toBeUndefined();
    expect(cached.at(ctx, `${PATH}?q=pain`, '1')).toBeUndefined();
  });

  it('are sent before routing for two seconds after their version was read', () => {
    cached.noteVersion(ctx, '1');
    store('/', '1');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    jest.advanceTimersByTime(2 * SECOND);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
    cached.noteVersion(ctx, '1');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    cached.noteVersion(ctx, '2');
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
  });

  it('are not sent before routing from the moment that a change is heard of', () => {
    cached.noteVersion(ctx, '1');
    store('/', '1');
    changes.publish('t_there');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    changes.publish(role);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
    cached.noteVersion(ctx, '1');
    changes.publish(undefined);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
  });

  it('that show no business are sent before routing whatever the directory does', () => {
    store('/a-propos', '');
    expect(cached.find(ctx, asking('/a-propos'))).toBeDefined();
    changes.publish(role);
    expect(cached.find(ctx, asking('/a-propos'))).toBeDefined();
    expect(cached.find(ctx, asking(PATH))).toBeUndefined();
  });
});

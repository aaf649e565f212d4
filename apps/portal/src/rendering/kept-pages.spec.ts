import { SECOND } from '@halles/kernel';
import type { Tenant, TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { FakeChangeBus } from '@halles/testing';
import type { FastifyRequest } from 'fastify';
import { CachedPage } from './cached-page';
import { KeptPages } from './kept-pages';
import { PageCache } from './page-cache';

const PATH = '/commerces/boulangeries';
const role = 't_here';
const ctx: TenantContext = {
  tenant: { slug: 'ici-bourg', role, version: 1 } as Tenant,
  actor: { kind: 'visitor' },
  requestId: 'r',
};
const asking = (): FastifyRequest => ({ url: PATH }) as FastifyRequest;

describe('kept pages of the directory', () => {
  const themes = new ThemeRegistry({
    root: process.cwd(),
    production: true,
    watch: false,
    onError: () => undefined,
  });
  let news: FakeChangeBus;
  let kept: KeptPages;
  beforeEach(() => {
    jest.useFakeTimers();
    news = new FakeChangeBus();
    kept = new KeptPages(new PageCache(), themes, news);
  });
  afterEach(() => jest.useRealTimers());
  afterAll(() => themes.close());

  const keep = (request: FastifyRequest, html: string): void =>
    kept.keepThing(ctx, request, new CachedPage(Buffer.from(html), 'fr', Date.now() + 60_000));
  const begin = (version: string): FastifyRequest => {
    const request = asking();
    kept.noteVersion(ctx, request, version);
    return request;
  };

  it('are sent while the directory stays at their version, for two seconds without asking', () => {
    keep(begin('1'), 'ici');
    expect(kept.findThing(ctx, PATH)).toBeDefined();
    jest.advanceTimersByTime(2 * SECOND);
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
    begin('1');
    expect(kept.findThing(ctx, PATH)).toBeDefined();
    begin('2');
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
  });

  it('are not sent from the moment that a change is heard of', () => {
    keep(begin('1'), 'ici');
    news.publish('t_there');
    expect(kept.findThing(ctx, PATH)).toBeDefined();
    news.publish(role);
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
    begin('1');
    news.publish(undefined);
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
  });

  it('do not show what was read before a change that came while they were made', () => {
    const slow = begin('1');
    begin('2');
    keep(slow, 'before the change');
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
  });

  it('are none where nobody knows at which version they began', () => {
    begin('1');
    keep(asking(), 'ici');
    expect(kept.findThing(ctx, PATH)).toBeUndefined();
  });
});

import { MINUTE, SECOND, systemClock } from '@halles/kernel';
import type { Log } from '@halles/platform/observability';
import type { Tenant, TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { FakeChangeBus } from '@halles/testing';
import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { CachedPage } from './cached-page';
import { CachedPages, expiryOf } from './cached-pages';
import { ContentVersions } from './content-versions';
import { page } from './page';
import { PageCache } from './page-cache';
import type { SharedContent } from './shared-page.decorator';

const PATH = '/commerces/boulangeries';
const role = 't_here';
const ctx: TenantContext = {
  tenant: { slug: 'ici-bourg', role, version: 1, settings: { timeZone: 'Europe/Paris' } } as Tenant,
  actor: { kind: 'visitor' },
  requestId: 'r',
};
class Directory implements SharedContent {
  version = (): Promise<string> => Promise.resolve('1');
}
class Agenda extends Directory {}
const source = page('search/landing', () => ({ head: 'home', body: {} }));
const asking = (url: string): IncomingMessage => ({ url, headers: {} }) as IncomingMessage;

describe('cached pages', () => {
  const themes = new ThemeRegistry({
    root: process.cwd(),
    production: false,
    watch: false,
    onError: () => undefined,
  });
  let changes: FakeChangeBus;
  let versions: ContentVersions;
  let cached: CachedPages;
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-26T10:00:00Z') });
    changes = new FakeChangeBus();
    versions = new ContentVersions({} as ModuleRef, changes, systemClock, {} as Log);
    cached = new CachedPages(new PageCache(), themes, versions, systemClock);
  });
  afterEach(() => jest.useRealTimers());
  afterAll(() => themes.close());

  const store = (path: string, version: string, content: Type<SharedContent> | null = Directory): void => {
    const options = { content, version, expiresAt: Date.now() + MINUTE, source };
    cached.store(ctx, path, new CachedPage(Buffer.from('ici'), 'fr', options));
  };

  it('are found at the version that they show, and at no other', () => {
    store(PATH, '1');
    expect(cached.at(ctx, PATH, '1')).toBeDefined();
    expect(cached.at(ctx, PATH, '2')).toBeUndefined();
    expect(cached.at(ctx, `${PATH}?q=pain`, '1')).toBeUndefined();
  });

  it('are those of their kind of reader: what leads to an account is sent to nobody else', () => {
    versions.note(ctx, Directory, '1');
    store('/', '1');
    const signedIn = { url: '/', headers: { cookie: 'a=1; __Host-halles=x' } } as IncomingMessage;
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    expect(cached.find(ctx, signedIn)).toBeUndefined();
    const browser = { url: '/', headers: { cookie: '__Host-halles-browser=x' } } as IncomingMessage;
    expect(cached.find(ctx, browser)).toBeDefined();
  });

  it('are over at midnight of the territory, to the millisecond: what ends with the day is on no page that is kept', () => {
    const midnight = Date.parse('2026-11-26T23:00:00Z');
    jest.setSystemTime(midnight - 10 * SECOND);
    expect(expiryOf(ctx, Date.now())).toBe(midnight);
    const options = { content: Directory, version: '1', expiresAt: expiryOf(ctx, Date.now()), source };
    cached.store(ctx, PATH, new CachedPage(Buffer.from('ici'), 'fr', options));
    jest.setSystemTime(midnight - 1);
    expect(cached.at(ctx, PATH, '1')).toBeDefined();
    jest.setSystemTime(midnight);
    expect(cached.at(ctx, PATH, '1')).toBeUndefined();
    expect(cached.stale(ctx, PATH)).toBeUndefined();
    expect(expiryOf(ctx, midnight)).toBe(midnight + MINUTE);
  });

  it('are sent before routing for two seconds after their version was read', () => {
    versions.note(ctx, Directory, '1');
    store('/', '1');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    jest.advanceTimersByTime(2 * SECOND);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
    versions.note(ctx, Directory, '1');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    versions.note(ctx, Directory, '2');
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
  });

  it('are not sent before routing from the moment that a change is heard of', () => {
    versions.note(ctx, Directory, '1');
    store('/', '1');
    changes.publish('t_there');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    changes.publish(role);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
    versions.note(ctx, Directory, '1');
    changes.publish(undefined);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
  });

  it('are not sent because another content is at their version', () => {
    versions.note(ctx, Agenda, '1');
    store('/', '1');
    store('/a-propos', '1', Agenda);
    expect(cached.find(ctx, asking('/'))).toBeUndefined();
    expect(cached.find(ctx, asking('/a-propos'))).toBeDefined();
    versions.note(ctx, Agenda, '2');
    versions.note(ctx, Directory, '1');
    expect(cached.find(ctx, asking('/'))).toBeDefined();
    expect(cached.find(ctx, asking('/a-propos'))).toBeUndefined();
  });

  it('that show no business are sent before routing whatever the directory does', () => {
    store('/a-propos', '', null);
    expect(cached.find(ctx, asking('/a-propos'))).toBeDefined();
    changes.publish(role);
    expect(cached.find(ctx, asking('/a-propos'))).toBeDefined();
    expect(cached.find(ctx, asking(PATH))).toBeUndefined();
  });

  describe('past their time, for when nothing can be read', () => {
    const outlive = (): void => {
      versions.note(ctx, Directory, '1');
      store(PATH, '1');
      store('/a-propos', '', null);
      jest.advanceTimersByTime(2 * MINUTE);
    };

    it('are what they were rendered from', () => {
      outlive();
      expect(cached.at(ctx, PATH, '1')).toBeUndefined();
      expect(cached.stale(ctx, PATH)).toBe(source);
      expect(cached.stale(ctx, `${PATH}?q=pain`)).toBeUndefined();
      expect(cached.stale(ctx, '/commerces/fleuristes')).toBeUndefined();
    });

    it('are not shown once a change was heard of, where they show businesses', () => {
      outlive();
      changes.publish(role);
      expect(cached.stale(ctx, PATH)).toBeUndefined();
      expect(cached.stale(ctx, '/a-propos')).toBe(source);
    });

    it('are not shown for longer than half an hour, nor on the next day', () => {
      outlive();
      jest.advanceTimersByTime(28 * MINUTE);
      expect(cached.stale(ctx, PATH)).toBe(source);
      jest.advanceTimersByTime(MINUTE);
      expect(cached.stale(ctx, PATH)).toBeUndefined();
      jest.setSystemTime(new Date('2026-11-26T22:58:00Z'));
      outlive();
      expect(cached.stale(ctx, PATH)).toBeUndefined();
    });
  });
});

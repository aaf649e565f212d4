import { MINUTE } from '@halles/kernel';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { aTerritory } from '@halles/testing';
import { MinuteCache } from './minute-cache';

const NOW = Date.parse('2026-11-26T10:00:20Z');

const contextOf = (slug: string, role: string, version = 1): TenantContext =>
  createContext(
    {
      id: slug,
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
      version,
    },
    { kind: 'visitor' },
    'test',
  );

const here = contextOf('ici-bourg', 't_000000000001');
const there = contextOf('autre-ville', 't_000000000002');

describe('answers of a minute', () => {
  let cache: MinuteCache<Buffer>;
  let readings: string[];
  const read = (text: string) => () => {
    readings.push(text);
    return Promise.resolve(Buffer.from(text));
  };
  const get = async (ctx: TenantContext, question: string, text: string, version = '1', now = NOW) =>
    (await cache.get(ctx, version, now, question, read(text))).toString();

  beforeEach(() => {
    readings = [];
    cache = new MinuteCache({ bytesPerTenant: 1_000, tenants: 2, sizeOf: ({ length }) => length });
  });

  it('reads once what many ask at once, and what is asked again within the minute', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => get(here, 'bakeries', text)));
    expect(answers).toEqual(['a', 'a', 'a']);
    expect(await get(here, 'bakeries', 'd', '1', NOW + 39_000)).toBe('a');
    expect(readings).toEqual(['a']);
  });

  it('gives no town the answer of another', async () => {
    expect(await Promise.all([get(here, 'bakeries', 'here'), get(there, 'bakeries', 'there')])).toEqual([
      'here',
      'there',
    ]);
    expect(await get(there, 'bakeries', 'again')).toBe('there');
    expect(await get(here, 'bakeries', 'again')).toBe('here');
  });

  it('reads again with the next minute, the next version of the directory, and of the tenant', async () => {
    await get(here, 'bakeries', 'first');
    expect(await get(here, 'bakeries', 'changed', '2')).toBe('changed');
    expect(await get(here, 'bakeries', 'later', '2', NOW + MINUTE)).toBe('later');
    const renamed = contextOf('ici-bourg', here.tenant.role, 2);
    expect(await get(renamed, 'bakeries', 'renamed', '2', NOW + MINUTE)).toBe('renamed');
  });

  it('does not take what was being read while the directory changed for an answer of the new version', async () => {
    let finish: (answer: Buffer) => void = () => undefined;
    const slow = cache.get(here, '1', NOW, 'bakeries', () => new Promise((resolve) => (finish = resolve)));
    expect(await get(here, 'bakeries', 'new', '2')).toBe('new');
    finish(Buffer.from('old'));
    expect((await slow).toString()).toBe('old');
    expect(await get(here, 'bakeries', 'again', '2')).toBe('new');
  });

  it('tells a failure to all who wait for it, and reads again for the next', async () => {
    const fail = () => cache.get(here, '1', NOW, 'bakeries', () => Promise.reject(new Error('away')));
    const both = await Promise.allSettled([fail(), fail()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get(here, 'bakeries', 'back')).toBe('back');
  });

  it('holds each town within its own room', async () => {
    await get(there, 'bakeries', 'there');
    for (let n = 0; n < 20; n += 1) await get(here, `question ${n}`, 'x'.repeat(100));
    readings = [];
    expect(await get(there, 'bakeries', 'again')).toBe('there');
    await get(here, 'question 0', 'read again');
    expect(readings).toEqual(['read again']);
    expect(await get(here, 'a long one', 'x'.repeat(5_000))).toHaveLength(5_000);
  });
});

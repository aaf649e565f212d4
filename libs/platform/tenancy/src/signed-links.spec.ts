import { DAY } from '@halles/kernel';
import { z } from 'zod';
import { defineSignedLink, linkNumber, SignedLinks, linkToRow } from './signed-links';
import type { TenantContext } from './tenant';

const KEY = 'a-master-key-of-more-than-thirty-two-characters';
const town = (id: string) => ({ tenant: { id } }) as Pick<TenantContext, 'tenant'>;
const row = { id: '0199f3a2-0000-7000-8000-000000000001', serial: 2 };
const testLink = defineSignedLink('test', linkToRow, DAY);

describe('a signed link', () => {
  const links = new SignedLinks(KEY);
  const token = links.issue(town('one'), testLink, row);

  it('names its row and its sending, and is the same whenever it is written', () => {
    expect(links.read(town('one'), testLink, token)).toEqual(row);
    expect(links.issue(town('one'), testLink, row)).toBe(token);
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('stays what it was: the ones in mailboxes are still opened by a later version', () => {
    expect(token).toBe('0199f3a2-0000-7000-8000-000000000001.2.K6wAqjBU4l7pmuJrx8GLZUotq4pAQOHVS56iMxA_130');
  });

  it('is worth nothing on another tenant, as another kind, or under another key', () => {
    expect(links.read(town('other'), testLink, token)).toBeNull();
    expect(links.read(town('one'), defineSignedLink('else', linkToRow, DAY), token)).toBeNull();
    expect(new SignedLinks(`${KEY}x`).read(town('one'), testLink, token)).toBeNull();
  });

  it('carries what its kind declares, typed', () => {
    const seat = defineSignedLink(
      'seat',
      { id: z.uuid(), row: linkNumber, side: z.enum(['left', 'right']) },
      DAY,
    );
    const payload = { id: row.id, row: 12, side: 'left' } as const;
    const issued = links.issue(town('one'), seat, payload);
    expect(links.read(town('one'), seat, issued)).toEqual(payload);
    expect(links.read(town('one'), testLink, issued)).toBeNull();
  });

  it('carries no text in which its fields could run together', () => {
    const note = defineSignedLink('note', { text: z.string(), more: z.string() }, DAY);
    for (const text of ['a/b', 'a.b', 'a b', ''])
      expect(() => links.issue(town('one'), note, { text, more: 'c' })).toThrow('cannot carry');
  });

  it('counts for the time that its kind declares, to the last millisecond', () => {
    const since = new Date('2026-11-25T10:00:00Z');
    const end = testLink.expiresAt(since);
    expect(end).toEqual(new Date('2026-11-26T10:00:00Z'));
    expect(testLink.isOver(since, new Date(end.getTime() - 1))).toBe(false);
    expect(testLink.isOver(since, end)).toBe(true);
  });

  it.each([
    ['another serial', token.replace('.2.', '.3.')],
    ['another row', token.replace('0001.', '0002.')],
    ['a serial written in another way', token.replace('.2.', '.02.')],
    ['a character less', token.slice(0, -1)],
    ['a character more', `${token}A`],
    ['a field more', token.replace('.2.', '.2.2.')],
    ['nothing', ''],
    ['something else', '../../etc/passwd'],
  ])('is not believed with %s', (_what, text) => expect(links.read(town('one'), testLink, text)).toBeNull());
});

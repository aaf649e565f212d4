import { plainReturnPath, returnQueryOf } from './return-path';

describe('the page that a mail leads back to', () => {
  it.each([
    ['/pro/revendiquer/12', '/pro/revendiquer/12'],
    ['/pro/revendiquer/le-pain-de-paul-12', '/pro/revendiquer/12'],
    ['/en/pro/claim/12?ailleurs=oui', '/en/pro/claim/12'],
    ['/pro/trouver?q=Le+pain', '/pro/trouver'],
    ['/pro', '/pro'],
  ])('of %s is %s', (path, plain) => expect(plainReturnPath(path)).toBe(plain));

  it.each([
    '/gagnez/1000-euros',
    '/pro/revendiquer/gagnez',
    '/pro/revendiquer/Ga%20gnez-12',
    '/pro/revendiquer/12345678901',
    '/pro/revendiquer/12/plus',
    '',
  ])('is none for %j, which says what somebody may have written', (path) =>
    expect(plainReturnPath(path)).toBeNull(),
  );

  it('stands in a query, or nowhere', () => {
    expect(returnQueryOf('/pro/revendiquer/12')).toBe('?suite=%2Fpro%2Frevendiquer%2F12');
    expect(returnQueryOf(null)).toBe('');
  });
});

import { plainReturnPath, returnQueryOf, returnRoute } from './return-path';

describe('the page that a mail leads back to', () => {
  it.each([
    ['/pro/revendiquer/12', '/pro/revendiquer/12'],
    ['/pro/revendiquer/le-pain-de-paul-12', '/pro/revendiquer/12'],
    ['/en/pro/claim/12?ailleurs=oui', '/en/pro/claim/12'],
    ['/pro/trouver?q=Le+pain', '/pro/trouver'],
    ['/pro', '/pro'],
    [
      '/pro/commerces/40/commandes/01a22553-691e-73c2-937f-89a2aaa05ccf?liste=jour',
      '/pro/commerces/40/commandes/01a22553-691e-73c2-937f-89a2aaa05ccf',
    ],
  ])('of %s is %s', (path, plain) => expect(plainReturnPath(path)).toBe(plain));

  it.each([
    '/gagnez/1000-euros',
    '/pro/revendiquer/gagnez',
    '/pro/revendiquer/Ga%20gnez-12',
    '/pro/revendiquer/12345678901',
    '/pro/revendiquer/12/plus',
    '/pro/commerces/40/commandes/gagnez12-1000-euro-vite-aujourdhui01',
    '',
  ])('is none for %j, which says what somebody may have written', (path) =>
    expect(plainReturnPath(path)).toBeNull(),
  );

  it.each([
    ['/commerce/le-pain-de-paul-12/commander', 'order.form'],
    ['/en/business/le-pain-de-paul-12/order?store=1', 'order.form'],
    ['/en/account/orders', 'account.orders'],
    ['/commerce/ailleurs/commander', null],
  ])('of %s has the route %s', (path, route) => expect(returnRoute(path)).toBe(route));

  it('stands in a query, or nowhere', () => {
    expect(returnQueryOf('/pro/revendiquer/12')).toBe('?suite=%2Fpro%2Frevendiquer%2F12');
    expect(returnQueryOf(null)).toBe('');
  });
});

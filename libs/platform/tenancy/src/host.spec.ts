import fc from 'fast-check';
import { parseHost } from './host';

describe('the Host header', () => {
  it.each([
    ['bordeaux.localhost', 'bordeaux.localhost'],
    ['BORDEAUX.localhost:3000', 'bordeaux.localhost'],
    ['commerces-angoulême.fr', 'xn--commerces-angoulme-9wb.fr'],
    ['127.0.0.1:3000', '127.0.0.1'],
  ])('reads %s as %s', (raw, host) => {
    expect(parseHost(raw)).toBe(host);
  });

  it.each([
    undefined,
    '',
    ' ',
    'a b',
    'bordeaux.localhost/x',
    'bordeaux.localhost.',
    'bordeaux.localhost.:80',
    'bordeaux.localhost%2e',
    '%62ordeaux.localhost',
    'bordeaux%E3%80%82localhost',
    'user@bordeaux.localhost',
    'bordeaux.localhost:99999',
    'bordeaux.localhost:x',
    '[::1]',
    '[::1]:3000',
    'a..b',
    '-a.fr',
    'a-.fr',
    'a'.repeat(64) + '.fr',
    'x'.repeat(301),
    'a\u0000b.fr',
    'bordeaux.localhost,valence.localhost',
    'bordeaux_x.localhost',
    'bordeaux.localhost\r\nX: y',
    '..',
    '.',
  ])('refuses %j', (raw) => {
    expect(parseHost(raw)).toBeNull();
  });

  it('never throws, and what it accepts it reads the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const host = parseHost(raw);
        if (host !== null) expect(parseHost(host)).toBe(host);
      }),
    );
  });
});

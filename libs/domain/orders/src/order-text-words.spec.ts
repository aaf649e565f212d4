import { textMessageSegments } from '@halles/kernel';
import { customerTextWords, shopTextWords } from './order-text-words';

const order = {
  listing: 'Épicerie fine d’Hautefort & fils, https://arnaque.example/carte et www.arnaque.example',
  fulfilment: 'pickup' as const,
  number: '2026-0042',
  slot: { from: new Date('2026-08-26T08:00:00Z'), until: new Date('2026-08-26T08:30:00Z') },
  code: '402917',
  payment: null,
  url: `https://commerces.grand-angouleme.example/commande/${'0'.repeat(36)}.0.${'x'.repeat(43)}`,
};
const PARIS = 'Europe/Paris';

describe('text messages about orders', () => {
  it.each(['accepted', 'delayed', 'ready'] as const)(
    'of one that is %s say when, with which code, and where',
    (notice) => {
      for (const locale of ['fr', 'en'] as const) {
        const text = customerTextWords(notice, order, { locale, timeZone: PARIS }) ?? '';
        expect(text).toContain('402917');
        expect(text).toContain('2026-0042');
        expect(text.endsWith(order.url)).toBe(true);
        expect(textMessageSegments(text)).toBeLessThanOrEqual(2);
      }
    },
  );

  it('say that it is delivered, or sent by a day and without a code', () => {
    const about = (fulfilment: 'delivery' | 'post') =>
      customerTextWords('accepted', { ...order, fulfilment }, { locale: 'fr', timeZone: PARIS });
    expect(about('delivery')).toMatch(/Livraison mercredi 26 ao.t, 10 h.*Code 402917/);
    expect(about('post')).toMatch(/Envoi au plus tard mercredi 26 ao.t\. http/);
  });

  it.each([
    'received',
    'list-received',
    'refused',
    'cancelled',
    'unanswered',
    'delayed-unconfirmed',
    'unconfirmed',
    'not-ready',
    'restored-unconfirmed',
  ] as const)('of one that is %s give no code', (notice) => {
    const text = customerTextWords(notice, order, { locale: 'fr', timeZone: PARIS }) ?? '';
    expect(text).toContain('2026-0042');
    expect(text).not.toContain('402917');
    expect(textMessageSegments(text)).toBeLessThanOrEqual(2);
  });

  it('say of what is ready how it goes on, where it is brought or sent', () => {
    const wordsOf = (fulfilment: 'delivery' | 'post') =>
      customerTextWords('ready', { ...order, fulfilment }, { locale: 'fr', timeZone: PARIS }) ?? '';
    expect(wordsOf('delivery')).toContain('prete, en livraison. Livraison mercredi');
    expect(wordsOf('post')).toContain('Envoi au plus tard mercredi');
    expect([wordsOf('delivery'), wordsOf('post')].map((text) => text.includes('402917'))).toEqual([
      true,
      false,
    ]);
  });

  it('have no other link than ours, however a shop is called', () => {
    const texts = [
      customerTextWords('ready', order, { locale: 'fr', timeZone: PARIS }) ?? '',
      shopTextWords({ ...order, listing: 'bit.ly/xyz pay.me' }, 'fr'),
    ];
    for (const text of texts) expect(text.replace(order.url, '').match(/\S+[./:@]\S+/g)).toBeNull();
    expect(shopTextWords(order, 'en')).toContain(order.url);
  });

  it('are none of what is mailed alone', () => {
    expect(customerTextWords('not-handed-over', order, { locale: 'fr', timeZone: PARIS })).toBeNull();
    expect(customerTextWords('collected', order, { locale: 'en', timeZone: PARIS })).toBeNull();
  });
});

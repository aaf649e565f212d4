import { OrderNotRestorable } from './order-restore.errors';

describe('why an order is not restored', () => {
  const gone = { kind: 'sold-out', productId: 'p', name: 'Pain', left: 0, isWeight: false } as const;

  it.each([
    ['fr', { why: 'slot-full' }, 'votre client'],
    ['en', { why: 'slot-full' }, 'your customer'],
    ['fr', { why: 'goods', changes: [gone] }, '«\u00a0Pain\u00a0» est épuisé'],
    ['en', { why: 'goods', changes: [gone] }, '“Pain” is sold out'],
  ] as const)('is said to its shop and not to its customer, in %s: %j', (locale, reason, words) => {
    const said = new OrderNotRestorable(reason).detail(locale);
    expect(said).toContain(words);
    expect(said).not.toMatch(/votre panier|your basket|commandé|ordered|Choisissez/);
  });
});

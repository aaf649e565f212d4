import { wayBackWords } from './credit-note-document';

describe('how the money of a credit note goes back', () => {
  const note = (cardCents: number) => ({ isPrepaid: false, cardCents, cents: 420 });

  it.each([
    [
      'fr',
      'Par le commerce, comme la commande a été payée',
      '4,00\u00a0€ sur la carte qui a payé, 0,20\u00a0€ par le commerce, comme la commande a été payée',
    ],
    [
      'en',
      'By the shop, as the order was paid',
      '€4.00 to the card that paid, €0.20 by the shop, as the order was paid',
    ],
  ] as const)(
    'is said in the same words whether all or a part of it is given back by the shop (%s)',
    (locale, all, part) => {
      const order = { locale, payment: null };
      expect([wayBackWords(note(0), order), wayBackWords(note(400), order)]).toEqual([all, part]);
    },
  );
});

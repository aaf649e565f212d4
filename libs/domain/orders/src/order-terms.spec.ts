import { type AgreedLine, termsWords } from './order-terms';

const aLine = (more: Partial<AgreedLine>): AgreedLine => ({
  ...{ minimumAge: null, withdrawal: 'perishable', weight: null },
  ...more,
});
const ofAge = (lines: readonly AgreedLine[], fulfilment: 'pickup' | 'post' = 'pickup') =>
  termsWords('order', lines, 'fr', { fulfilment }).filter((words) => words.includes('mineurs'));

it('says of what may be paid in two ways nothing as if it were chosen, and of what is weighed when it is charged', () => {
  const weight = { by: 'weight', grams: 350, finalGrams: null, mostCents: 900 } as const;
  const first = (lines: readonly AgreedLine[], fulfilment: 'pickup' | 'post') =>
    termsWords('order', lines, 'fr', { fulfilment, paymentInstructions: 'IBAN FR76' }, ['shop', 'online']);
  expect(first([aLine({})], 'pickup').slice(0, 2)).toEqual([
    'Si vous choisissez de payer au commerce, vous payez au retrait.',
    expect.stringContaining('débitée quand le commerce accepte') as string,
  ]);
  expect(first([aLine({ weight })], 'post').slice(0, 3)).toEqual([
    'Si vous choisissez de payer directement, vous payez le commerce avant l’envoi.',
    'Comment payer\u00a0: IBAN FR76',
    expect.stringContaining(
      'débitée du prix exact une fois que le commerce a accepté et tout pesé',
    ) as string,
  ]);
});

it.each([
  ['at the shop', 'shop', 'Cette commande était à payer au commerce, au retrait.'],
  [
    'by card',
    'online',
    'Vous avez payé en ligne, par carte. Ce que le commerce rembourse revient sur la carte.',
  ],
] as const)('says of what was handed over and paid %s what happened', (_, way, paid) => {
  const weight = { by: 'weight', grams: 350, finalGrams: 348, mostCents: 900 } as const;
  const told = termsWords('order', [aLine({ weight })], 'fr', { fulfilment: 'pickup', isHandedOver: true }, [
    way,
  ]);
  expect(told[0]).toBe(paid);
  expect(told[1]).toMatch(/a été pesé en préparant la commande/);
  expect(told.join(' ')).not.toMatch(/Vous payez|débitée|est estimé/);
});

describe('the terms of goods for adults', () => {
  it('say what the law keeps from minors, each kind once, and that proof of age is asked for', () => {
    const lines = [
      aLine({ minimumAge: 18 }),
      aLine({ minimumAge: 18, ageRestriction: null }),
      aLine({ minimumAge: 18, ageRestriction: 'vaping' }),
      aLine({ minimumAge: 18, ageRestriction: 'weapon' }),
      aLine({ minimumAge: 18, ageRestriction: 'other' }),
      aLine({}),
    ];
    const asked = 'une pièce d’identité vous sera demandée au retrait, ou à qui vient pour vous.';
    expect(ofAge(lines)).toEqual([
      `L’alcool est interdit aux mineurs\u00a0: ${asked} L’abus d’alcool est dangereux pour la santé, à consommer avec modération.`,
      `Les produits du vapotage sont interdits aux mineurs\u00a0: ${asked}`,
      `Les armes et les couteaux vendus comme tels sont interdits aux mineurs\u00a0: ${asked}`,
      `Cette commande contient un article interdit aux mineurs\u00a0: ${asked}`,
    ]);
  });

  it('say nothing of who comes where nobody does, and nothing at all of other goods', () => {
    expect(ofAge([aLine({ minimumAge: 18, ageRestriction: 'vaping' })], 'post')).toEqual([
      'Les produits du vapotage sont interdits aux mineurs\u00a0: une pièce d’identité vous sera demandée avant l’envoi.',
    ]);
    // What is not for adults is not, whatever it was before.
    expect(ofAge([aLine({ ageRestriction: 'weapon' })])).toEqual([]);
  });
});

import type { AmendmentChange } from './amendment';
import { changeWords } from './amendment-words';

const loaf: AmendmentChange['line'] = {
  name: 'Pain de campagne',
  choices: [{ group: 'Coupe', name: 'Tranché', cents: 20 }],
  quantity: 3,
  totalCents: 1_320,
  weight: null,
};
const roast: AmendmentChange['line'] = {
  name: 'Rôti',
  choices: [{ group: 'Préparation', name: 'Avec barde', cents: 150 }],
  quantity: 1,
  totalCents: 4_710,
  weight: { by: 'weight', grams: 1_500, finalGrams: null, mostCents: 5_181 },
};
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('what a shop proposes, in words', () => {
  it.each([
    [{ kind: 'missing', line: loaf }, 'Il manque : 3 × Pain de campagne (Tranché (+0,20 €))'],
    [{ kind: 'fewer', line: loaf, quantity: 2 }, 'Pain de campagne (Tranché (+0,20 €)) : 2 au lieu de 3'],
    [
      { kind: 'instead', line: { ...loaf, choices: [], insteadOf: 'Brioche' } },
      'À la place de « Brioche » : 3 × Pain de campagne, 13,20 €',
    ],
    // What is weighed has a unit, and its choices a price by the kilo.
    [{ kind: 'missing', line: roast }, 'Il manque : 1,5 kg Rôti (Avec barde (+1,50 € le kilo))'],
  ] as const satisfies readonly (readonly [AmendmentChange, string])[])('%j', (change, words) => {
    expect(plain(changeWords(change, 'fr'))).toBe(words);
  });

  it('are in English too', () => {
    expect(plain(changeWords({ kind: 'missing', line: roast }, 'en'))).toBe(
      'Missing: 1.5 kg Rôti (Avec barde (+€1.50 a kilo))',
    );
  });
});

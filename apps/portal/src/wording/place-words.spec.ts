import { inCommune, ofCommune, streetInSentence } from './place-words';

describe('a commune in a sentence', () => {
  it.each([
    ['Lille', 'à Lille', 'de Lille'],
    ['Le Bouscat', 'au Bouscat', 'du Bouscat'],
    ['Les Herbiers', 'aux Herbiers', 'des Herbiers'],
    ['La Couronne', 'à La Couronne', 'de La Couronne'],
    ['L’Isle-d’Espagnac', 'à L’Isle-d’Espagnac', 'de L’Isle-d’Espagnac'],
    ['Angoulême', 'à Angoulême', 'd’Angoulême'],
    ['Étaples', 'à Étaples', 'd’Étaples'],
    ['Lesquin', 'à Lesquin', 'de Lesquin'],
  ])('%s: %s, %s', (name, within, of) =>
    expect([inCommune(name, 'fr'), ofCommune(name, 'fr')]).toEqual([within, of]),
  );

  it('is simpler in English', () =>
    expect([inCommune('Le Bouscat', 'en'), ofCommune('Arras', 'en')]).toEqual(['in Le Bouscat', 'of Arras']));

  it('writes a way with a small letter, a proper name with its own', () =>
    expect(['Rue Sainte-Catherine', 'Les Halles', 'Coursives'].map(streetInSentence)).toEqual([
      'rue Sainte-Catherine',
      'Les Halles',
      'Coursives',
    ]));
});

import { type Preposition, withPreposition, withPrepositionOfPerson } from './french';

describe('a name behind a preposition', () => {
  it.each<[Preposition, string, string]>([
    ['de', 'Le Petit Levain', 'du Petit Levain'],
    ['de', 'Les Halles', 'des Halles'],
    ['de', 'La Mie Câline', 'de La Mie Câline'],
    ['de', 'L’Atelier', 'de L’Atelier'],
    ['de', 'À la Bonne Mie', 'd’À la Bonne Mie'],
    ['de', 'Odile', 'd’Odile'],
    ['de', 'Léa', 'de Léa'],
    ['de', 'Hôtel de France', 'd’Hôtel de France'],
    ['de', 'Halle aux Vins', 'de Halle aux Vins'],
    ['de', 'Yves Rocher', 'd’Yves Rocher'],
    ['de', 'Yaourts du Coin', 'de Yaourts du Coin'],
    ['de', '8 à Huit', 'de 8 à Huit'],
    ['de', 'odile@boulangere.example', 'de odile@boulangere.example'],
    ['à', 'Le Bouscat', 'au Bouscat'],
    ['à', 'Les Herbiers', 'aux Herbiers'],
    ['à', 'Arras', 'à Arras'],
    ['que', 'Odile', 'qu’Odile'],
    ['que', 'Le Kiosque', 'que Le Kiosque'],
  ])('%s + %s: %s', (preposition, name, words) => {
    expect(withPreposition(preposition, name)).toBe(words);
  });

  it('begins a sentence with a capital', () => {
    expect(withPreposition('de', 'Les Halles', true)).toBe('Des Halles');
    expect(withPreposition('à', 'Le Bouscat', true)).toBe('Au Bouscat');
    expect(withPreposition('de', 'Odile', true)).toBe('D’Odile');
  });
});

describe('a person behind a French preposition', () => {
  it.each<[Preposition, string, string]>([
    ['de', 'Le Goff', 'de Le Goff'],
    ['de', 'Anne Le Goff', 'd’Anne Le Goff'],
    ['de', 'Hélène Les', 'd’Hélène Les'],
    ['à', 'Le Goff', 'à Le Goff'],
    ['à', 'le délégué à la protection des données', 'au délégué à la protection des données'],
    ['à', 'la déléguée', 'à la déléguée'],
    ['que', 'Yann Le Bihan', 'que Yann Le Bihan'],
    ['que', 'Odile', 'qu’Odile'],
  ])('%s + %s: %s', (preposition, name, words) => {
    expect(withPrepositionOfPerson(preposition, name)).toBe(words);
  });
});

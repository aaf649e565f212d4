import { baseCategories } from '@halles/domain/categories';
import { changeWords, fieldWords } from '@halles/domain/profiles';
import { scopeOf, territory } from '../../testing/page-scopes';

const world = {
  place: { timeZone: 'Europe/Paris', department: '33' },
  tree: baseCategories,
  today: '2026-08-03',
};
const said = (text: string): string =>
  fieldWords('shopHours', text, scopeOf(territory()), world).replaceAll('\u00a0', ' ');

describe('hours in the history of a page', () => {
  it('are the usual week, its seasons and its nth weekdays in words', () => {
    expect(
      said('Tu-Sa 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Tu-Sa 09:00-13:00; Mo[1] 14:00-18:00'),
    ).toBe(
      'Lundi : Fermé · Mardi à samedi : 9 h – 19 h · Dimanche : Fermé · ' +
        'Jusqu’au 31 août : Lundi : Fermé · Mardi à samedi : 9 h – 13 h · Dimanche : Fermé · ' +
        'Le premier lundi du mois : 14 h – 18 h',
    );
  });

  it('are as they were written where they cannot be read', () => {
    expect(said('quand il fait beau')).toBe('quand il fait beau');
  });
});

describe('a change of an address in the history of a page', () => {
  const address = {
    number: '12',
    repetition: null,
    street: 'rue Neuve',
    complement: null,
    postalCode: '33000',
    communeCode: '33063',
    position: { longitude: -0.5739, latitude: 44.8404 },
  };
  const wordsOf = (value: typeof address): string =>
    fieldWords('address', value, scopeOf(territory()), world);
  const after = (change: object): string => {
    const to = { ...address, ...change };
    const words = { before: wordsOf(address), after: wordsOf(to) };
    return changeWords('address', { before: address, after: to }, words, scopeOf(territory())).after;
  };

  it.each([
    [{ position: { longitude: -0.574, latitude: 44.8404 } }, '12 rue Neuve, 33000 (repère déplacé)'],
    [{ position: null }, '12 rue Neuve, 33000 (repère retiré)'],
    [{ communeCode: '33281' }, '12 rue Neuve, 33000 (autre commune)'],
    [{ complement: 'Cour du fond' }, 'Cour du fond, 12 rue Neuve, 33000'],
    [{ number: '14', position: null }, '14 rue Neuve, 33000'],
    [{}, '12 rue Neuve, 33000'],
  ])('names %o', (change, words) => {
    expect(after(change)).toBe(words);
  });
});

import { postalProblem } from './postal-address';

describe('an address that something is sent to', () => {
  it.each([
    ['13002', 'Marseille'],
    ['13002', 'MARSEILLE 2e'],
    ['75002', 'Paris'],
    ['75002', 'Paris 2ème arrondissement'],
    ['42000', 'St Étienne'],
    ['42000', 'saint-etienne'],
    ['69003', 'Lyon Cedex 03'],
    ['26000', 'Valence'],
    ['97400', 'Saint-Denis'],
  ])('has a postcode that goes with its town: %s %s', (postalCode, city) => {
    expect(postalProblem({ postalCode, city })).toBeNull();
  });

  it.each([
    ['75002', 'Marseille', ['Paris']],
    ['26000', 'Romans-sur-Isère', ['Valence']],
  ])('is refused with another town, whose name is told: %s %s', (postalCode, city, towns) => {
    expect(postalProblem({ postalCode, city })).toEqual({ kind: 'other-town', postalCode, towns });
  });

  it.each(['00000', '99123', '10117'])(
    'is refused with a postcode that no town of France has: %s',
    (postalCode) => {
      expect(postalProblem({ postalCode, city: 'Berlin' })).toEqual({ kind: 'no-postcode', postalCode });
    },
  );
});

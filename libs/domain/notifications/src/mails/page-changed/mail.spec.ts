import { pageChanged } from './mail';

const change = (index: number) => ({
  label: `Champ ${index}`,
  before: 'Non précisé',
  after: 'mot '.repeat(90),
});

describe('the mail of a changed page', () => {
  it('tells of ten changes at most, with long texts shortened, and how many there are besides', () => {
    const [model] = pageChanged.fixtures;
    const changes = Array.from({ length: 13 }, (_, index) => change(index));
    const values = pageChanged.values(
      { ...model, changes },
      {
        locale: 'fr',
        timeZone: 'Europe/Paris',
      },
    );
    expect(values['others']).toBe(3);
    const shown = values['changes'] as { readonly label: string; readonly after: string }[];
    expect(shown.map(({ label }) => label)).toEqual(changes.slice(0, 10).map(({ label }) => label));
    expect(shown[0]?.after).toMatch(/^mot mot .*…$/);
    expect(shown[0]?.after.length).toBeLessThanOrEqual(160);
  });
});

import { namesApart } from '../../apps/console/src/app/core/menu';

describe('the names of territories in the chooser', () => {
  it('are told apart by their slug where they are the same but for capitals and accents, and stay as they are else', () => {
    const tenants = [
      { slug: 'saint-denis-93', title: 'Commerces de Saint-Denis' },
      { slug: 'saint-denis-974', title: 'Commerces de saint-dénis' },
      { slug: 'valence', title: 'Le Kiosque' },
    ];
    expect(namesApart(tenants).map(({ title }) => title)).toEqual([
      'Commerces de Saint-Denis (saint-denis-93)',
      'Commerces de saint-dénis (saint-denis-974)',
      'Le Kiosque',
    ]);
  });
});

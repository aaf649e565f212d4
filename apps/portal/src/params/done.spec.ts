import { doneIn, redirectDone } from './done';

describe('what the address of a page says was just done', () => {
  const words = ['add', 'remove'] as const;

  it('is one of the words that the page knows', () => {
    expect(doneIn({ fait: 'remove' }, words)).toBe('remove');
  });

  it.each([{}, { fait: '' }, { fait: 'constructor' }, { fait: ['add', 'add'] }, { fait: '<b>' }])(
    'is nothing for %j',
    (query) => expect(doneIn(query, words)).toBeNull(),
  );

  it('is left out where nothing was done', () => {
    expect(redirectDone('/pro/equipe', null).headers['location']).toBe('/pro/equipe');
    expect(redirectDone('/pro/equipe', 'add').headers['location']).toBe('/pro/equipe?fait=add');
    expect(redirectDone('/pro/actualites', 'published', { post: 'a&b' }).headers['location']).toBe(
      '/pro/actualites?fait=published&post=a%26b',
    );
    expect(redirectDone('/pro/produits?page=2', 'add').headers['location']).toBe(
      '/pro/produits?page=2&fait=add',
    );
  });
});

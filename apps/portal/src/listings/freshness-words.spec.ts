import type { Listing, Provenance } from '@halles/domain/listings';
import { scopeOf, territory } from '../../testing/page-scopes';
import { SHOWN_AT } from '../../testing/sample-listing';
import { checkedWords } from './freshness-words';

const from = (source: Provenance['source'], origin: string | null = null): Provenance => ({
  source,
  origin,
  reportedOn: '2026-10-01',
});

const said = (provenance: Listing['provenance'], locale: 'fr' | 'en' = 'fr'): string =>
  checkedWords(
    { schedule: null, provenance, otherProvenance: {} },
    { confirmations: {} },
    SHOWN_AT,
    scopeOf(territory(), locale),
  );

describe('where the facts of a page come from that nobody confirmed', () => {
  it.each<[string, Listing['provenance'], string]>([
    ['the register', { name: from('sirene') }, 'viennent de registres publics. Le commerce ne les a pas'],
    [
      'the town alone',
      { name: from('csv'), phone: from('agent') },
      'viennent de la collectivité. Le commerce',
    ],
    [
      'the register, OpenStreetMap and the town',
      { name: from('sirene'), hours: from('osm'), phone: from('csv') },
      'viennent de la collectivité, de registres publics et d’OpenStreetMap. Le commerce',
    ],
    ['the shop by a link', { name: from('merchant', 'link') }, 'viennent du commerce lui-même.'],
    [
      'the shop and the register',
      { name: from('merchant'), address: from('sirene') },
      'du commerce lui-même et de registres publics.',
    ],
  ])('names %s', (_what, provenance, sentence) => {
    expect(said(provenance)).toContain(sentence);
  });

  it('names no register where none tells of the page, and no shop as unheard that spoke', () => {
    expect(said({ name: from('agent') })).not.toContain('registres');
    expect(said({ name: from('merchant') })).not.toContain('pas encore vérifiées');
    expect(said({ name: from('csv'), hours: from('osm') }, 'en')).toBe(
      'These facts come from the local authority and from OpenStreetMap. The business has not checked them yet.',
    );
  });
});

import fc from 'fast-check';
import { notPublicReasons } from './data/not-public';
import { categoryOfNaf } from './naf-category';
import { nafRev2 } from './naf-rev2';

describe('categoryOfNaf, rev. 2', () => {
  it.each([
    ['10.71C', 'bakery'],
    ['1071C', 'bakery'],
    ['47.21Z', 'greengrocer'],
    ['96.02A', 'hairdresser'],
    ['86.21Z', 'doctor'],
    ['56.10A', 'restaurant'],
    ['95.23Z', 'shoe-repair'],
    ['84.11Z', 'town-hall'],
  ])('%s is a %s, and public', (code, id) => {
    const decision = categoryOfNaf(code, 'NAFRev2');
    expect(decision).toMatchObject({ public: true, reason: null });
    expect(decision.category?.id).toBe(id);
  });

  it.each([
    ['68.20A', 'property'],
    ['68.20B', 'property'],
    ['64.20Z', 'holding'],
    ['70.10Z', 'holding'],
    ['81.10Z', 'co-ownership'],
    ['46.42Z', 'wholesale'],
    ['45.31Z', 'wholesale'],
    ['24.10Z', 'industry'],
    ['01.11Z', 'farming'],
    ['47.91B', 'remote-selling'],
    ['00.00Z', 'unknown-activity'],
    ['47.00Z', 'unknown-activity'],
    ['', 'unknown-activity'],
    ['[ND]', 'unknown-activity'],
  ])('%s is not public: %s', (code, reason) => {
    expect(categoryOfNaf(code, 'NAFRev2')).toEqual({ category: null, public: false, reason });
  });

  it('decides on every sub-class of the nomenclature', () => {
    const undecided = Object.keys(nafRev2).filter((code) => {
      const decision = categoryOfNaf(code, 'NAFRev2');
      return decision.public ? decision.category === null : decision.reason === 'unknown-activity';
    });
    expect(undecided).toEqual([]);
  });

  it('keeps the leaf of a market trader, whose address is a home', () => {
    const decision = categoryOfNaf('47.81Z', 'NAFRev2');
    expect(decision).toMatchObject({ public: false, reason: 'itinerant' });
    expect(decision.category?.id).toBe('market-stall');
  });

  it('follows the legal category before the activity', () => {
    expect(categoryOfNaf('56.10A', 'NAFRev2', { legalCategory: '6540' }).reason).toBe('property');
    expect(categoryOfNaf('56.10A', 'NAFRev2', { legalCategory: '9110' }).reason).toBe('co-ownership');
    expect(categoryOfNaf('56.10A', 'NAFRev2', { legalCategory: '5499' }).public).toBe(true);
  });

  it('takes a sole trader in an office trade without a sign for a home, and believes a sign', () => {
    const soleTrader = { legalCategory: '1000' };
    expect(categoryOfNaf('74.20Z', 'NAFRev2', soleTrader).reason).toBe('home-office');
    expect(categoryOfNaf('74.20Z', 'NAFRev2', { ...soleTrader, tradeName: 'STUDIO LUMIERE' }).public).toBe(
      true,
    );
    expect(categoryOfNaf('74.20Z', 'NAFRev2', { legalCategory: '5499' }).public).toBe(true);
    expect(categoryOfNaf('96.02A', 'NAFRev2', soleTrader).public).toBe(true);
  });

  it.each([
    ['56.10A', 'PIZZERIA ROMA', 'pizzeria'],
    ['56.10C', 'ISTANBUL KEBAB', 'kebab'],
    ['56.30Z', 'CAFE DES AMIS', 'cafe'],
    ['69.10Z', 'ETUDE NOTARIALE MARTIN', 'notary'],
    ['86.90E', 'CABINET D ORTHOPHONIE', 'speech-therapist'],
    ['47.76Z', 'JARDINERIE DU LAC', 'garden-centre'],
    ['47.76Z', 'LES 4 SAISONS', 'florist'],
    ['47.79Z', 'LE LIVRE D OR', 'second-hand-shop'],
  ])('reads in %s that %p is a %s', (code, tradeName, id) => {
    expect(categoryOfNaf(code, 'NAFRev2', { tradeName }).category?.id).toBe(id);
  });

  it('answers every text, with a reason that has words, or a leaf', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('NAFRev2' as const, 'NAF2025' as const),
        (code, nomenclature) => {
          const decision = categoryOfNaf(code, nomenclature);
          return decision.reason === null ? decision.category !== null : decision.reason in notPublicReasons;
        },
      ),
    );
  });
});

describe('categoryOfNaf, 2025', () => {
  it.each([
    ['95.31Y', 'garage'],
    ['47.81Y', 'car-dealer'],
    ['96.21Y', 'hairdresser'],
    ['56.11Y', 'restaurant'],
    ['86.93Y', 'psychologist'],
    ['47.21Y', 'greengrocer'],
    ['47.73Y', 'pharmacy'],
  ])('reads the class of %s: %s', (code, id) => {
    expect(categoryOfNaf(code, 'NAF2025').category?.id).toBe(id);
  });

  it.each([
    ['68.20Y', 'property'],
    ['64.21Y', 'holding'],
    ['46.42Y', 'wholesale'],
    ['47.91Y', 'remote-selling'],
    ['99.98Y', 'unknown-activity'],
  ])('%s is not public: %s', (code, reason) => {
    expect(categoryOfNaf(code, 'NAF2025')).toMatchObject({ public: false, reason });
  });

  it('does not read a code of one nomenclature in the other', () => {
    expect(categoryOfNaf('47.81Z', 'NAFRev2').category?.id).toBe('market-stall');
    expect(categoryOfNaf('47.81Z', 'NAF2025').category?.id).toBe('car-dealer');
  });
});

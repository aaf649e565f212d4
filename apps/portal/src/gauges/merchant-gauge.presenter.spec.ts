import type { AboveGauge } from '@halles/domain/gauges';
import { type GaugeRule, NO_GAUGE } from '@halles/domain/place-days';
import { DAY } from '@halles/kernel';
import { scopeOf, territory } from '../../testing/page-scopes';
import type { PageScope } from '../rendering/page-scope';
import { type MerchantGaugeState, presentMerchantGauge } from './merchant-gauge.presenter';

const french = (): PageScope => scopeOf(territory(), 'fr');
const english = (): PageScope => scopeOf(territory(), 'en');
const NOON = Date.parse('2026-12-01T11:00:00Z');
const rule: GaugeRule = {
  ...{ id: 'r', version: 1, endedAt: null, title: 'Huit', text: 'Texte', source: 'Arrêté 12' },
  ...{ communes: [], categories: [], firstDay: '2026-11-28', lastDay: '2026-12-31' },
  ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: true },
  sourceUrl: 'https://mairie.example/arrete',
};
const visit: AboveGauge = {
  ...{ kind: 'booking', id: '0193a7e2-0000-7000-8000-000000000001', from: NOON, until: NOON + 60_000 },
  ...{ people: 4, name: 'Odile Martin', hasEmail: true, most: 3, canSplit: false, asked: null },
};
const state = (more: Partial<MerchantGaugeState> = {}): MerchantGaugeState => ({
  listing: 7,
  limits: { gauge: { ...NO_GAUGE, surface: 24, people: 10 }, rules: [rule] },
  today: { from: NOON, until: NOON + DAY },
  timeZone: 'Europe/Paris',
  ...{ form: null, above: [], done: null },
  ...more,
});

describe('the page of how many people may be in a place', () => {
  it('says how many today and by whose word, and what each rule means there', () => {
    const { sections } = presentMerchantGauge(french(), state());
    expect(sections.map(({ id }) => id)).toEqual(['gauge-now', 'gauge-rules', 'gauge-place']);
    expect(sections[0]?.paragraphs[0]).toBe(
      '3 personnes au plus à la fois. C’est ce que demande «\u00a0Huit\u00a0».',
    );
    expect(sections[1]?.rows[0]).toMatchObject({
      href: 'https://mairie.example/arrete',
      detail: expect.stringContaining('3 personnes au plus à la fois chez vous.'),
    });
    const unsaid = presentMerchantGauge(
      french(),
      state({ limits: { gauge: NO_GAUGE, rules: [rule] } }),
    ).sections;
    expect(unsaid[0]?.paragraphs).toEqual(['Rien ne limite le nombre de personnes dans votre commerce.']);
    expect(unsaid[1]?.rows[0]?.detail).toContain('Dites la surface de votre commerce');
  });

  it('offers to ask for another time or to keep, and asks nobody twice or without an address', () => {
    const buttonsOf = (more: Partial<AboveGauge>): unknown => {
      const { sections } = presentMerchantGauge(french(), state({ above: [{ ...visit, ...more }] }));
      return sections.find(({ id }) => id === 'gauge-above')?.rows[0]?.forms.map(({ submit }) => submit);
    };
    expect([buttonsOf({}), buttonsOf({ asked: 'proposed' }), buttonsOf({ hasEmail: false })]).toEqual([
      ['Proposer une autre heure', 'Garder quand même'],
      ['Garder quand même'],
      ['Garder quand même'],
    ]);
    expect(buttonsOf({ canSplit: true })).toEqual([
      ...['Proposer une autre heure', 'Proposer de venir en deux fois', 'Garder quand même'],
    ]);
    expect(buttonsOf({ kind: 'order', name: '12', hasEmail: false })).toEqual(['Garder quand même']);
  });

  it('has all of its words in English too', () => {
    const { sections, notice } = presentMerchantGauge(
      english(),
      state({ above: [visit, { ...visit, name: null, asked: 'proposed' }], done: 'propose' }),
    );
    expect(notice).toBe('Your customer gets a mail, and may choose another time.');
    expect(sections.find(({ id }) => id === 'gauge-above')?.rows.map(({ title }) => title)).toEqual([
      expect.stringMatching(/Odile Martin: 4 people$/),
      expect.stringMatching(/customer erased: 4 people$/),
    ]);
  });
});

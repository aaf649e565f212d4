import type { Tenant } from '@halles/platform/tenancy';
import { aTerritory } from '@halles/testing';
import type { DoorSign } from './door-sign';
import type { GaugePoster } from './gauge-poster';
import { LetterPrinter } from './letter-printer';

const NOW = new Date('2026-11-25T10:00:00Z');
const DAYS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'];

const sign: DoorSign = {
  locale: 'fr',
  name: 'Boulangerie de l’Étoile',
  about: 'Boulangerie · 12 rue Sainte-Catherine, Bordeaux',
  heading: 'Horaires',
  week: DAYS.map((day, at) => ({
    day,
    hours: at === 6 ? 'Fermé' : '7 h – 13 h, 15 h 30 – 19 h 30',
    isClosed: at === 6,
  })),
  others: { heading: 'Jours particuliers', lines: ['vendredi 25 décembre, Noël : fermé'] },
  away: null,
  page: {
    label: 'Nos horaires du jour, toujours à jour',
    url: 'https://bordeaux.example/commerces/boulangerie-de-l-etoile-42',
    shownUrl: 'bordeaux.example/commerces/boulangerie-de-l-etoile-42',
    phone: '05 56 00 00 00',
  },
  portal: 'Commerces de Bordeaux',
  demonstration: null,
};

const tenant = { id: 'id', slug: 'ici-bourg', version: 1, settings: aTerritory('ici-bourg') } as Tenant;
const printer = new LetterPrinter(process.cwd());
const print = async (input: Partial<DoorSign> = {}): Promise<string> =>
  (await printer.printSign(tenant, { ...sign, ...input }, NOW)).toString('latin1');

const pagesOf = (pdf: string): number => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;

describe('the sign of a door', () => {
  it('is one sheet with its fonts in it, tagged, and says its language', async () => {
    const pdf = await print();
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf).not.toMatch(/Helvetica|Times|Courier/);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('/Lang (fr-FR)');
  });

  it('has a sheet more for a time off', async () => {
    const away = {
      heading: 'Fermé pour congés',
      dates: 'du lundi 3 au dimanche 23 août',
      back: 'Réouverture lundi 24 août',
    };
    expect(pagesOf(await print({ away }))).toBe(2);
  });

  it.each<[string, Partial<DoorSign>]>([
    ['a name of two hundred letters', { name: 'Compagnie générale des boulangers réunis '.repeat(5) }],
    ['one word without end', { name: 'Anticonstitutionnellement'.repeat(4) }],
    [
      'hours of five stretches',
      {
        week: DAYS.map((day) => ({
          day,
          hours: Array(5).fill('7 h 15 – 8 h 45').join(', '),
          isClosed: false,
        })),
      },
    ],
    [
      'thirty other days',
      { others: { heading: 'À noter', lines: Array<string>(30).fill('mardi 1er : fermé') } },
    ],
    ['signs that no face has', { name: '北京饭店 🥖 \u202e\u0000' }],
    ['no week at all', { week: [], others: null }],
  ])('stays on one sheet with %s', async (_what, input) => {
    expect(pagesOf(await print(input))).toBe(1);
  });
});

describe('the poster with how many may be inside', () => {
  const poster: GaugePoster = {
    ...{ locale: 'fr', name: sign.name, about: sign.about, portal: sign.portal, demonstration: null },
    heading: 'Pour entrer, en même temps :',
    count: '6',
    unit: 'personnes au plus',
    rule: {
      title: 'Décret du 27 novembre 2020',
      lines: ['Du samedi 28 novembre 2020 au mardi 8 juin 2021', 'Source : décret n° 2020-1310, article 37'],
    },
    page: { label: 'Affluence en direct', url: sign.page.url, shownUrl: sign.page.shownUrl },
  };

  it.each<[string, Partial<GaugePoster>]>([
    ['a rule', {}],
    ['no rule', { rule: null }],
    ['ten thousand people', { count: '10000' }],
    ['a name without end', { name: 'Compagnie générale des boulangers réunis '.repeat(5) }],
    ['a source without end', { rule: { title: 'Arrêté', lines: ['article 37 '.repeat(400)] } }],
  ])('is one sheet with %s', async (_, change) => {
    const pdf = (await printer.printPoster(tenant, { ...poster, ...change }, NOW)).toString('latin1');
    expect([pdf.startsWith('%PDF-1.7'), pagesOf(pdf)]).toEqual([true, 1]);
  });
});

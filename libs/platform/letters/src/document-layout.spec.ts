import type { Tenant } from '@halles/platform/tenancy';
import { aTerritory } from '@halles/testing';
import type { PrintedDocument } from './document-layout';
import { LetterPrinter } from './letter-printer';

const NOW = new Date('2026-11-25T10:00:00Z');
const WORDS = 'Le consommateur dispose d’un délai de deux ans à compter de la délivrance du bien. ';

const confirmation: PrintedDocument = {
  locale: 'fr',
  heading: 'Confirmation de commande',
  about: 'Commande 2026-0042 du 25 novembre 2026',
  facts: [{ term: 'Retrait', value: 'samedi 5 décembre, 10 h – 10 h 30' }],
  rows: [
    { text: '2 × Pain de campagne', amount: '8,40 €' },
    { text: 'Total', amount: '8,40 €', isTotal: true },
  ],
  notes: ['dont TVA (5,5 %) : 0,44 €'],
  sections: [{ heading: 'Qui vend', paragraphs: ['Fournil des Capucins'] }],
  portal: 'Commerces de Bordeaux',
  demonstration: null,
};

const tenant = { id: 'id', slug: 'ici-bourg', version: 1, settings: aTerritory('ici-bourg') } as Tenant;
const printer = new LetterPrinter(process.cwd());
const print = async (input: Partial<PrintedDocument> = {}): Promise<string> =>
  (await printer.printDocument(tenant, { ...confirmation, ...input }, NOW)).toString('latin1');

const pagesOf = (pdf: string): number => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;

describe('a document to keep', () => {
  it('is one sheet with its fonts in it, tagged, and says its language', async () => {
    const pdf = await print();
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf).not.toMatch(/Helvetica|Times|Courier/);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('/Lang (fr-FR)');
    expect(await print({ locale: 'en' })).toContain('/Lang (en-GB)');
  });

  it('goes on over as many pages as its terms take', async () => {
    const sections = Array.from({ length: 8 }, (_, at) => ({
      heading: `Article ${at}`,
      paragraphs: Array.from({ length: 6 }, () => WORDS.repeat(4)),
    }));
    const pages = pagesOf(await print({ sections }));
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(6);
  });

  it.each<[string, Partial<PrintedDocument>]>([
    ['sixty lines', { rows: Array.from({ length: 60 }, () => ({ text: '1 × Pain', amount: '4,20 €' })) }],
    [
      'a line longer than the page is wide',
      { rows: [{ text: 'Graines-de-courge'.repeat(30), amount: '1 €' }] },
    ],
    ['a line without a blank', { sections: [{ heading: 'x'.repeat(300), paragraphs: ['y'.repeat(2_000)] }] }],
    ['signs that no face has', { heading: '🥖 パン', facts: [{ term: '🥖', value: 'パン' }] }],
    ['nothing', { facts: [], rows: [], notes: [], sections: [] }],
  ])('is drawn with %s, on few pages', async (_, input) => {
    expect(pagesOf(await print(input))).toBeLessThanOrEqual(4);
  });
});

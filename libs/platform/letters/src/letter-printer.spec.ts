import { inflateSync } from 'node:zlib';
import type { Tenant } from '@halles/platform/tenancy';
import { listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import { type ClaimLetter, letterhead, wordClaimLetter } from './claim-letter';
import { wordInvitationLetter } from './invitation-letter';
import { LetterPrinter } from './letter-printer';

const NOW = new Date('2026-11-25T10:00:00Z');
const MM = 72 / 25.4;

const letter: ClaimLetter = {
  locale: 'fr',
  recipient: ['BOULANGERIE DE L’ÉTOILE', '12 BIS RUE SAINTE-CATHERINE', '33000 BORDEAUX'],
  listing: 'Boulangerie de l’Étoile',
  code: 'KT4B-9XWM',
  url: 'https://bordeaux.example/pro/demandes/0193600c-0000-7000-8000-000000000000?code=KT4B-9XWM',
  typedUrl: 'https://bordeaux.example/pro/demandes',
  sentOn: '2026-11-25',
  validUntil: '2026-12-25',
};

const tenantOf = (slug: string, settings = aTerritory(slug)): Tenant =>
  ({ id: 'id', slug, version: 1, settings }) as Tenant;

/** What the pages draw, out of the streams of a PDF. */
function drawn(pdf: Buffer): string {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('\nendstream', at);
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // A picture or a stream that is not packed: nothing that is written.
    }
  }
  return found.join('\n');
}

describe('letters with codes', () => {
  it('say what it is about, what to do and until when, in both languages', () => {
    const settings = aTerritory('ici-bourg');
    const french = wordClaimLetter(letter, settings);
    expect(french.opening.join(' ')).toContain('«\u00a0Boulangerie de l’Étoile\u00a0»');
    expect(french.closing.join(' ')).toContain('25 décembre 2026');
    expect(french.code).toMatchObject({ text: 'KT4B-9XWM', shownUrl: 'bordeaux.example/pro/demandes' });
    const english = wordClaimLetter({ ...letter, locale: 'en', listing: null }, settings);
    expect(english.opening.join(' ')).toContain('your business');
    expect(english.dateLine).toBe('Ville ici-bourg, 25 November 2026');
  });

  it('say on a demonstration that they are one', () => {
    expect(letterhead(aTerritory('ici-bourg'), 'fr').demonstration).toBeNull();
    expect(letterhead({ ...aTerritory('ici-bourg'), demonstration: true }, 'fr').demonstration).toContain(
      'démonstration',
    );
  });

  it('are one a page, with their fonts in them, the address where the envelope has its window', async () => {
    const pdf = await new LetterPrinter(process.cwd()).printClaims(
      tenantOf('ici-bourg'),
      [letter, letter],
      NOW,
    );
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(2);
    // Faces of one weight serve for two: two files at least, and none of the reader's own.
    expect(text.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toMatch(/Helvetica|Times|Courier/);
    expect(text).toContain('/MarkInfo');
    const places = [...drawn(pdf).matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm/g)].map(([, x, y]) => [
      Number(x) / MM,
      297 - Number(y) / MM,
    ]);
    // The window of a DL envelope shows from 100 to 200 mm across and 45 to 90 mm down; the head stands left of it.
    const shown = places.filter(([x = 0, y = 0]) => x > 100 && y > 45 && y < 90);
    expect(shown).toHaveLength(2 * letter.recipient.length);
    expect(shown.every(([x = 0, y = 0]) => x >= 105 && x <= 115 && y >= 50 && y <= 85)).toBe(true);
  });

  it('invite without a code: the address to scan or to type is all', async () => {
    const url = 'https://bordeaux.example/pro/revendiquer/42';
    const { locale, recipient, sentOn } = letter;
    const privacyUrl = 'https://bordeaux.example/confidentialite';
    const listing = 'Boulangerie de l’Étoile';
    const input = { locale, recipient, source: 'sirene', listing, url, privacyUrl, sentOn } as const;
    const settings = aTerritory('ici-bourg');
    const worded = wordInvitationLetter(input, settings);
    expect(worded.code).toMatchObject({ text: null, url, shownUrl: 'bordeaux.example/pro/revendiquer/42' });
    expect(worded.opening.join(' ')).toContain('«\u00a0Boulangerie de l’Étoile\u00a0»');
    const rights = worded.notice ?? '';
    expect(rights).toContain('Votre adresse vient du répertoire Sirene de l’Insee');
    expect(rights).toContain(
      `Pour ne plus recevoir de lettre, ou faire valoir vos droits sur vos données, écrivez à ${settings.dataProtection.email}`,
    );
    expect(rights).toContain('bordeaux.example/confidentialite');
    expect(wordInvitationLetter({ ...input, locale: 'en' }, settings).heading).toBe(
      'Your business has a page',
    );
    const pdf = await new LetterPrinter(process.cwd()).printInvitations(tenantOf('ici-bourg'), [input], NOW);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('draw what a face has no sign for as what comes nearest', async () => {
    const printer = new LetterPrinter(process.cwd());
    const odd = { ...letter, listing: 'Ёлка 日本 \u202e Ṡan', recipient: ['日本'] };
    await expect(printer.printClaims(tenantOf('ici-bourg'), [odd], NOW)).resolves.toBeInstanceOf(Buffer);
  });

  it('are set in the face of every territory that ships', async () => {
    for (const slug of listTenantFolders(process.cwd())) {
      const { settings } = loadTenantFolder(process.cwd(), slug);
      const pdf = await new LetterPrinter(process.cwd()).printClaims(tenantOf(slug, settings), [letter], NOW);
      expect(pdf.toString('latin1').match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    }
  });
});

import { inflateSync } from 'node:zlib';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type LetterDefinition,
  type LetterModel,
  LetterPrinter,
  checkLetters,
  composeLetter,
  readOwnTexts,
} from '@halles/platform/letters';
import type { Tenant } from '@halles/platform/tenancy';
import { listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import { type ClaimLetter, claimLetter } from './claim-letter';
import { claimLetters } from './claim-letters';
import { type InvitationLetter, invitationLetter } from './invitation-letter';

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

const NONE = { fr: new Map<string, string>(), en: new Map<string, string>() };

const worded = <Model extends LetterModel>(
  definition: LetterDefinition<Model>,
  model: Model,
  settings = aTerritory('ici-bourg'),
) => composeLetter(definition, model, settings, NONE).letter;

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
    const french = worded(claimLetter, letter);
    expect(french.opening.join(' ')).toContain('«\u00a0Boulangerie de l’Étoile\u00a0»');
    expect(french.closing.join(' ')).toContain('25 décembre 2026');
    expect(french.code).toMatchObject({ text: 'KT4B-9XWM', shownUrl: 'bordeaux.example/pro/demandes' });
    const english = worded(claimLetter, { ...letter, locale: 'en', listing: null });
    expect(english.opening.join(' ')).toContain('your business');
    expect(english.dateLine).toBe('Ville ici-bourg, 25 November 2026');
  });

  it('say on a demonstration that they are one', () => {
    const demonstrationOf = (demonstration: boolean) =>
      composeLetter(claimLetter, letter, { ...aTerritory('ici-bourg'), demonstration }, NONE).head
        .demonstration;
    expect(demonstrationOf(false)).toBeNull();
    expect(demonstrationOf(true)).toContain('démonstration');
  });

  it('are one a page, with their fonts in them, the address where the envelope has its window', async () => {
    const pdf = await new LetterPrinter(process.cwd()).printLetters(
      tenantOf('ici-bourg'),
      claimLetter,
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
    const input: InvitationLetter = { locale, recipient, source: 'sirene', listing, url, privacyUrl, sentOn };
    const settings = aTerritory('ici-bourg');
    const invitation = worded(invitationLetter, input, settings);
    expect(invitation.code).toMatchObject({
      text: null,
      url,
      shownUrl: 'bordeaux.example/pro/revendiquer/42',
    });
    expect(invitation.opening.join(' ')).toContain('«\u00a0Boulangerie de l’Étoile\u00a0»');
    const rights = invitation.notice ?? '';
    expect(rights).toContain('Votre adresse vient du répertoire Sirene de l’Insee');
    expect(rights).toContain(
      `Pour ne plus recevoir de lettre, ou faire valoir vos droits sur vos données, écrivez à ${settings.dataProtection.email}`,
    );
    expect(rights).toContain('bordeaux.example/confidentialite');
    expect(worded(invitationLetter, { ...input, locale: 'en' }, settings).heading).toBe(
      'Your business has a page',
    );
    const pdf = await new LetterPrinter(process.cwd()).printLetters(
      tenantOf('ici-bourg'),
      invitationLetter,
      [input],
      NOW,
    );
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('draw what a face has no sign for as what comes nearest', async () => {
    const printer = new LetterPrinter(process.cwd());
    const odd = { ...letter, listing: 'Ёлка 日本 \u202e Ṡan', recipient: ['日本'] };
    await expect(
      printer.printLetters(tenantOf('ici-bourg'), claimLetter, [odd], NOW),
    ).resolves.toBeInstanceOf(Buffer);
  });

  it('are set in the face of every territory that ships', async () => {
    for (const slug of listTenantFolders(process.cwd())) {
      const { settings } = loadTenantFolder(process.cwd(), slug);
      const pdf = await new LetterPrinter(process.cwd()).printLetters(
        tenantOf(slug, settings),
        claimLetter,
        [letter],
        NOW,
      );
      expect(pdf.toString('latin1').match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('words of letters', () => {
  const root = process.cwd();
  const letters = Object.values<LetterDefinition<LetterModel>>(claimLetters);
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The application's folder with one territory, and its own words for letters. */
  async function rootWith(french: object): Promise<string> {
    folder = await mkdtemp(join(tmpdir(), 'halles-letters-'));
    await cp(join(root, 'tenants/bordeaux'), join(folder, 'tenants/bordeaux'), { recursive: true });
    const file = join(folder, 'tenants/bordeaux/letters/locales/fr.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(french));
    return folder;
  }

  it('of the territories that ship are complete, in both languages', () => {
    expect(checkLetters(root, listTenantFolders(root), letters)).toEqual([]);
  });

  it('are the territory’s own where it has some', async () => {
    const own = readOwnTexts(await rootWith({ 'claim-letter.heading': 'Le code' }), 'bordeaux');
    const settings = aTerritory('bordeaux');
    const french = composeLetter(claimLetter, letter, settings, own).letter;
    expect(french.heading).toBe('Le code');
    expect(french.steps).toEqual(worded(claimLetter, letter, settings).steps);
    const english = composeLetter(claimLetter, { ...letter, locale: 'en' }, settings, own).letter;
    expect(english.heading).toBe('Your code to keep your page');
  });

  it.each([
    ['a key that no letter has', { 'claim-letter.hedaing': 'x' }, /replaces no text/],
    [
      'a value that the letter does not give',
      { 'claim-letter.heading': '{nope}' },
      /nothing to fill \{nope\} with/,
    ],
    ['a list in place of a line', { 'claim-letter.heading': ['x'] }, /must be a line/],
    ['French without its no-break space', { 'claim-letter.heading': 'Vous ?' }, /no-break space/],
    ['what is not an ICU message', { 'claim-letter.heading': '{' }, /not an ICU message/],
  ])('are refused for %s', async (_what, french, message) => {
    const findings = checkLetters(await rootWith(french), ['bordeaux'], letters);
    expect(findings.map((finding) => `${finding.file} ${finding.message}`).join('\n')).toMatch(message);
  });
});

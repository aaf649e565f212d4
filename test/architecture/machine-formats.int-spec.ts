import { everyLetter, everyMail } from '@halles/domain/correspondence';
import { composeLetter } from '@halles/platform/letters';
import { MailRenderer } from '@halles/platform/mail';
import { aTerritory } from '@halles/testing';
import { machineFormats } from '../journeys/machine-formats';

const locales = ['fr', 'en'] as const;
const NONE = { fr: new Map<string, string>(), en: new Map<string, string>() };

/** Addresses that a program follows, and a person does not read. */
const withoutAddresses = (text: string): string => text.replaceAll(/https?:\/\/\S+/g, '');

/** What of a mail's HTML is read: neither its markup nor its styles. */
const readOf = (html: string): string =>
  html
    .replaceAll(/<(style|script|title|head)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#43;', '+')
    .replaceAll('&#x3D;', '=');

/** Every text in a composed letter, but the address of its code. */
function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return /^https?:/.test(node) ? [] : [node];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === 'url' ? [] : textsOf(value)));
}

describe('what programs write does not reach who reads', () => {
  const cases = everyMail.flatMap((mail) =>
    locales.map((locale) => [`${mail.name} (${locale})`, mail, locale] as const),
  );

  it.each(cases)('the mail %s', async (_name, mail, locale) => {
    const renderer = new MailRenderer(process.cwd());
    for (const fixture of mail.fixtures) {
      const { subject, text, html } = await renderer.render(aTerritory('bordeaux'), mail, fixture, locale);
      const read = withoutAddresses([subject, text, readOf(html)].join('\n'));
      expect(machineFormats(read)).toEqual([]);
    }
  });

  it.each(everyLetter.map((letter) => [letter.name, letter] as const))('the letter %s', (_name, letter) => {
    for (const fixture of letter.fixtures)
      for (const locale of locales) {
        const composed = composeLetter(letter, { ...fixture, locale }, aTerritory('bordeaux'), NONE);
        expect(machineFormats(textsOf(composed).map(withoutAddresses).join('\n'))).toEqual([]);
      }
  });
});

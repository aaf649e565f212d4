import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { hasLink, nameLine, severalLines, singleLine } from './text.schema';

const folder = join(process.cwd(), 'libs/contracts/src');

describe('the name of a person, a business or a thing', () => {
  it.each([
    'https://evil.example',
    'Colis https://evil.example/payer',
    'HTTP://EVIL.EXAMPLE',
    'www.evil.example',
    'Voir WWW.evil.example',
    'www2.evil.example',
    'evil.example/payer',
    'evil.example:8080/x',
    'evil.example?id=1',
    'ｅｖｉｌ．ｅｘａｍｐｌｅ／payer',
    'javascript://x',
    'evil\u3002fr/x',
    'Pain evil\uff61fr/login',
    'www\u3002evil\u3002fr',
    'evil.\u034ffr/x',
    'evil.\u00adfr/x',
    'evil.fr\u2060/x',
    'evil.fr\u2215x',
    'evil.fr\u29f8x',
    'evil.fr\\x',
    'evil.fr:8080',
    'http:evil.fr',
    'tel:+33899',
    '//evil.fr',
    '9.9.9.9/x',
  ])('is not %s', (text) => {
    expect(hasLink(text)).toBe(true);
    expect(nameLine(120).safeParse(text).success).toBe(false);
  });

  it('is not looked through where it is too long: that costs more the longer it is', () => {
    const codes = (schema: z.ZodType, text: string) =>
      schema.safeParse(text).error?.issues.map(({ code }) => code);
    expect(codes(nameLine(20), `www.evil.example/${'x'.repeat(20)}`)).toEqual(['too_big']);
    expect(codes(singleLine(20), `a\u0000${'x'.repeat(20)}`)).toEqual(['too_big']);
    expect(codes(severalLines(20), `a\u0000${'x'.repeat(20)}`)).toEqual(['too_big']);
  });

  it.each([
    'St. Pierre',
    'M.Dupont',
    '1.5 kg',
    'S.A.R.L. Martin',
    'S.A.R.L/Fils',
    'Carglass.fr',
    'cdiscount.com',
    'Booking.com',
    'L’Épi d’Or',
    'Boulangerie / Pâtisserie',
    'Jean-François d’Œuvre',
    'Pain 50/50',
    'Café & Co.',
    'Le 11. / bar',
    'Awww.. le café',
    'Ouvert 7j/7, 9h-19h : entrez',
    'Rue 3 // rez-de-chaussée',
    'Tél: demandez Léa',
    'Réf. 1.2.3/4',
  ])('may be %s', (text) => {
    expect(nameLine(120).safeParse(text).success).toBe(true);
  });

  it('is read as one in every form: no schema takes a name as any other line', () => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.schema.ts'))
      .flatMap((file) =>
        [
          ...readFileSync(join(folder, file), 'utf8').matchAll(
            /\b(\w*[nN]ames?|title|section)(?::| =) (?:z\.array\()?singleLine\(/gu,
          ),
        ].map(([text]) => `${file}: ${text}`),
      );
    expect(found).toEqual([]);
  });
});

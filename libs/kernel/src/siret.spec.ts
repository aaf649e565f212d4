import fc from 'fast-check';
import { formatSiret, isSiren, isSiret, nicOf, parseSiret, tvaOf, type Siren } from './siret';

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((each) => each.join(''));

/** The one digit that makes the number valid, found without the code under test: by trying the published rule. */
function withCheckDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(weighed / 10) + (weighed % 10);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const aSiren = digits(8).map(withCheckDigit);
const aSiret = fc.tuple(aSiren, digits(4)).map(([siren, nic]) => withCheckDigit(siren + nic));

const changed = (text: string, at: number, by: number): string =>
  text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);

describe('siren and siret', () => {
  it('accepts numbers of the register', () => {
    for (const siren of ['732829320', '552100554', '356000000', '130005481'])
      expect(isSiren(siren)).toBe(true);
    for (const siret of ['73282932000074', '55210055400013', '01625043300220'])
      expect(isSiret(siret)).toBe(true);
  });

  it('finds every single wrong digit of a SIREN', () => {
    fc.assert(
      fc.property(
        aSiren,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (siren, at, by) => isSiren(siren) && !isSiren(changed(siren, at, by)),
      ),
    );
  });

  it('finds every single wrong digit of a SIRET, and a wrong SIREN inside', () => {
    const notLaPoste = aSiret.filter((siret) => !siret.startsWith('356000000'));
    fc.assert(
      fc.property(
        notLaPoste,
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 1, max: 9 }),
        (siret, at, by) => isSiret(siret) && !isSiret(changed(siret, at, by)),
      ),
    );
    // Two errors that cancel each other in the whole number are seen in the SIREN.
    expect(isSiret(withCheckDigit(`732829321${'0007'}`))).toBe(false);
  });

  it("reads La Poste's establishments by the sum of their digits", () => {
    expect(isSiret('35600000000048')).toBe(true);
    for (const siret of ['35600000022499', '35600000034897']) expect(isSiret(siret)).toBe(true);
    expect(isSiret('35600000034896')).toBe(false);
    fc.assert(
      fc.property(digits(5), (nic) => {
        const sum = [...`356000000${nic}`].reduce((total, digit) => total + Number(digit), 0);
        return sum % 5 !== 0 || isSiret(`356000000${nic}`);
      }),
    );
  });

  it.each(['', '73282932', '7328293200007', '73282932000074 ', '7328293200007A', '[ND]', '٧٣٢٨٢٩٣٢٠'])(
    'refuses %p',
    (text) => {
      expect(isSiren(text) || isSiret(text)).toBe(false);
    },
  );

  it('reads what it writes, and what people write', () => {
    fc.assert(fc.property(aSiret, (text) => isSiret(text) && parseSiret(formatSiret(text)) === text));
    expect(parseSiret('732 829 320 00074')).toBe('73282932000074');
    expect(parseSiret('732829320')).toBeNull();
  });

  it('gives back the zeros that a spreadsheet dropped', () => {
    expect(parseSiret('1625043300220')).toBe('01625043300220');
    expect(parseSiret('1625043300221')).toBeNull();
  });

  it('writes groups that no line can break', () => {
    const siret = parseSiret('73282932000074');
    expect(siret && formatSiret(siret)).toBe('732\u00A0829\u00A0320\u00A000074');
    expect(siret && nicOf(siret)).toBe('00074');
  });

  it('derives the VAT number', () => {
    expect(tvaOf('732829320' as Siren)).toBe('FR44732829320');
  });
});

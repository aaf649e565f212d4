/** Digits with at most one space, dot or hyphen between two: as people write numbers. */
const NUMBER = /\d(?:[ \u00a0\u202f.-]?\d){14,18}(?!\d)/g;
/** What a run of digits stands in: longer ones, as those of an IBAN, are no number of a card. */
const BEFORE = /\d[ \u00a0\u202f.-]?$/;
const AFTER = /^[ \u00a0\u202f.-]?\d/;

/**
 * How the numbers of payment cards begin, by their length (ISO/IEC 7812). Of 13 digits are bar codes, of 14 the numbers of French
 * businesses, which have the same check digit: neither is a card that anybody has today.
 */
const CARDS: Readonly<Record<number, RegExp>> = { 15: /^3[47]/, 16: /^[2456]/, 19: /^[46]/ };

/** Whether the last digit of a number is its check digit (Luhn, ISO/IEC 7812-1, annex B). Pure. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Whether a run of digits is the number of a payment card. Pure. */
const isCardNumber = (digits: string): boolean =>
  CARDS[digits.length]?.test(digits) === true && hasCheckDigit(digits);

/**
 * A text without the numbers of payment cards: all but their last four digits are replaced, so that what is stored pays nothing
 * (PCI DSS 4.0, requirement 3.4). Pure.
 */
export const maskCardNumbers = (text: string): string =>
  text.replaceAll(NUMBER, (run, offset: number) => {
    const isPart = BEFORE.test(text.slice(0, offset)) || AFTER.test(text.slice(offset + run.length));
    const digits = run.replaceAll(/\D/g, '');
    if (isPart || !isCardNumber(digits)) return run;
    let left = digits.length - 4;
    return run.replaceAll(/\d/g, (digit) => (left-- > 0 ? '•' : digit));
  });

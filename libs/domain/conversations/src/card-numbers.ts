/** Digits with at most one space, dot or hyphen between two: as people write numbers, and what stands behind them. */
const DIGITS = /\d(?:[ \u00a0\u202f.-]?\d)*/g;

/**
 * How the numbers of payment cards begin, by their length (ISO/IEC 7812). Of 13 digits are bar codes, of 14 the numbers of French
 * businesses, which have the same check digit: neither is a card that anybody has today.
 */
const CARDS: Readonly<Record<number, RegExp>> = { 15: /^3[47]/, 16: /^[2456]/, 19: /^[46]/ };
const LENGTHS = [19, 16, 15] as const;

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

/** Digits that stand together, and where the first of them is among all. */
interface Group {
  readonly from: number;
  readonly until: number;
}

function groupsOf(run: string): Group[] {
  const groups: Group[] = [];
  let from = 0;
  for (const { length } of run.split(/\D/)) {
    groups.push({ from, until: from + length });
    from += length;
  }
  return groups;
}

/** Which digits of a run are those of a card, but for its last four: whole groups, with others (a date, a code) beside them. Pure. */
function hiddenIn(run: string): ReadonlySet<number> {
  const digits = run.replaceAll(/\D/g, '');
  const groups = groupsOf(run);
  const ends = new Set(groups.map(({ until }) => until));
  const hidden = new Set<number>();
  for (const { from } of groups)
    for (const length of LENGTHS) {
      const until = from + length;
      if (!ends.has(until) || !isCardNumber(digits.slice(from, until))) continue;
      for (let at = from; at < until - 4; at += 1) hidden.add(at);
      break;
    }
  return hidden;
}

/**
 * A text without the numbers of payment cards: all but their last four digits are replaced, so that what is stored pays nothing
 * (PCI DSS 4.0, requirement 3.4). Pure.
 */
export const maskCardNumbers = (text: string): string =>
  text.replaceAll(DIGITS, (run) => {
    const hidden = hiddenIn(run);
    let at = -1;
    return hidden.size === 0 ? run : run.replaceAll(/\d/g, (digit) => (hidden.has((at += 1)) ? '•' : digit));
  });

/** Texts that nobody means well, or that a keyboard slipped into: for boxes, addresses and parameters. */
export const hostileTexts: readonly string[] = [
  'x'.repeat(5_000),
  'é'.repeat(2_500),
  '🥖🥐👩‍🍳',
  'pain\u0000de\u0001mie',
  "'; DROP TABLE listing; --",
  "%' OR 1=1 --",
  '\u202Eniap\u202C',
  'مخبز قريب',
  '(a+)+$',
  '[[:alpha:]]{1,99999}',
  '\\',
  '%',
  '../../../etc/passwd',
  '{{constructor.constructor("return process")()}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '__proto__',
  '\uD800',
  'NaN',
  '-1e309',
  'a '.repeat(2_000),
  '💥'.repeat(1_200),
];

/** As they stand in a query. A half of a surrogate pair has no form of its own there. */
export const inQuery = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));

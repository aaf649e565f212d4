import { type Span, type Token, wordsOf } from './typed-text';

const ARTICLES = ['le', 'la', 'les', 'l'];
const LINKS = ['de', 'du', 'des', 'de la', 'de l', 'd'];
const STREET_TYPES = new Set(
  (
    'rue avenue boulevard place cours quai allee allees chemin impasse square route faubourg passage esplanade parvis ' +
    'cour pont sentier galerie rond voie mail promenade montee cite'
  ).split(' '),
);
/** The types that most streets have, for names typed without one. */
const COMMON_TYPES = [
  'rue',
  'avenue',
  'boulevard',
  'place',
  'cours',
  'quai',
  'route',
  'allee',
  'faubourg',
  'en',
];
/** Before a name: near it rather than in it. */
const NEARNESS = new Set(['pres', 'proche', 'autour', 'vers', 'near', 'around', 'nearby']);
/** Before a name: what follows is a place. */
const PREPOSITIONS = new Set(['a', 'au', 'aux', 'en', 'in', 'at', 'dans', 'sur', 'rue', ...NEARNESS]);

/** The names under which a stretch may be a commune, district or street: as typed, with its article, with its link word. */
export function placeNames(tokens: readonly Token[], span: Span): string[] {
  const typed = wordsOf(tokens, span);
  const silent = typed.replace(/[sx]$/, '');
  const names = [typed, ...ARTICLES.map((article) => `${article} ${typed}`), `${typed}s`, `${typed}x`];
  if (silent !== typed) names.push(silent);
  const [type = '', ...rest] = typed.split(' ');
  if (STREET_TYPES.has(type) && rest.length > 0 && !isLink(rest[0] ?? ''))
    names.push(...LINKS.map((link) => `${type} ${link} ${rest.join(' ')}`));
  return names;
}

/** "rue" beside other words is no place, though a town is called so. */
export const isStreetTypeAlone = (tokens: readonly Token[], { from, until }: Span): boolean =>
  until - from === 1 &&
  STREET_TYPES.has(tokens[from]?.word ?? '') &&
  tokens.some(({ isSignificant }, at) => isSignificant && at !== from);

const isLink = (word: string): boolean => word === 'd' || word === 'du' || word === 'des' || word === 'de';

/** The streets that a stretch may name without their type: "serpenoise" for "rue serpenoise". */
export function bareStreetNames(tokens: readonly Token[], span: Span): string[] {
  const typed = wordsOf(tokens, span);
  if (STREET_TYPES.has(typed.split(' ')[0] ?? '')) return [];
  return COMMON_TYPES.flatMap((type) =>
    ['', ...LINKS].map((link) => [type, link, typed].filter(Boolean).join(' ')),
  );
}

/**
 * Patterns of the streets that a stretch may name by its last words: "avenue malraux" for "avenue andre malraux". Folded
 * words hold no sign that a pattern knows.
 */
export function partialStreetPattern(tokens: readonly Token[], span: Span): string {
  const typed = wordsOf(tokens, span);
  const [type = '', ...rest] = typed.split(' ');
  return STREET_TYPES.has(type) && rest.length > 0 ? `${type} % ${rest.join(' ')}` : `% ${typed}`;
}

/** Whether the words before a stretch say that it is a place, or near one. Articles between them do not count. */
export function prepositionBefore(tokens: readonly Token[], { from }: Span): 'in' | 'near' | null {
  let found: 'in' | null = null;
  for (let at = from - 1; at >= 0 && tokens[at]?.isSignificant === false; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (NEARNESS.has(word)) return 'near';
    if (PREPOSITIONS.has(word)) found = 'in';
  }
  return found;
}

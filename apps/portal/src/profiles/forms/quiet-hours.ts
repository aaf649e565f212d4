import { type Locale, withPlainSpans } from '@halles/kernel';

/** Weekdays as people write them, and in the syntax of OpenStreetMap. */
const DAYS: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  fr: [
    ['lundi', 'Mo'],
    ['mardi', 'Tu'],
    ['mercredi', 'We'],
    ['jeudi', 'Th'],
    ['vendredi', 'Fr'],
    ['samedi', 'Sa'],
    ['dimanche', 'Su'],
  ],
  en: [
    ['Monday', 'Mo'],
    ['Tuesday', 'Tu'],
    ['Wednesday', 'We'],
    ['Thursday', 'Th'],
    ['Friday', 'Fr'],
    ['Saturday', 'Sa'],
    ['Sunday', 'Su'],
  ],
};

/** « mardi 14 h à 16 h, samedi 9h-10h » in the syntax of OpenStreetMap; what is no such thing stays as it is. Pure. */
export function quietHoursOf(typed: string): string {
  let text = withPlainSpans(typed);
  for (const [word, code] of [...DAYS.fr, ...DAYS.en])
    text = text.replaceAll(new RegExp(`\\b${word}s?\\b`, 'gi'), code);
  return text.replace(/(\d)\s*(?:,|;|et|and)\s*(?=[A-Z][a-z])/g, '$1; ').trim();
}

/** The same the other way round, as a form shows it. Pure. */
export function quietHoursWords(text: string, locale: Locale): string {
  return DAYS[locale].reduce(
    (words, [word, code]) => words.replaceAll(new RegExp(`\\b${code}\\b`, 'g'), word),
    text,
  );
}

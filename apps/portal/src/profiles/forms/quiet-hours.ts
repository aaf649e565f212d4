import {
  formatRules,
  isUnreadable,
  parseOpeningHours,
  type Place,
  type Rule,
  timeWords,
  weekdayNames,
  weekOfRules,
  weeklyRules,
} from '@halles/domain/hours';
import { type Locale, withPlainSpans } from '@halles/kernel';

/** The longest that quiet hours are typed. */
export const LONGEST_QUIET_HOURS = 150;

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
  return text
    .replaceAll(/([A-Z][a-z])\s(?:et|and)\s(?=[A-Z][a-z])/g, '$1,')
    .replaceAll(/([\dh])\s(?:et|and)\s(?=\d)/g, '$1,')
    .replaceAll(/(\d)\s*(?:,|;)\s*(?=[A-Z][a-z])/g, '$1; ')
    .replaceAll(/([\dh])\s(?:et|and)\s(?=[A-Z][a-z])/g, '$1; ')
    .trim();
}

/** The rules of a plain week that a text of hours says; null where it says anything else. */
function weekIn(text: string, place: Place): Rule[] | null {
  const parsed = parseOpeningHours(text, place);
  if ('unreadable' in parsed) return null;
  const { modes, publicHolidays, exceptions, vacations } = parsed.schedule;
  const { shop } = modes;
  if (publicHolidays !== 'as-usual' || exceptions.length + vacations.length > 0) return null;
  const week = shop && !isUnreadable(shop) ? weekOfRules(shop.rules) : null;
  return week && weeklyRules(week);
}

/**
 * The weekdays that a text names with their hours, in one way of writing them; null where it says anything else, of which the
 * page shows nothing. Pure.
 */
export function plainWeekText(text: string, place: Place): string | null {
  const rules = weekIn(text, place);
  return rules && formatRules(rules);
}

/** « lundi à vendredi, dimanche », « tous les jours ». */
function daysWords(days: Rule['days'], locale: Locale): string {
  const [every, to] = locale === 'fr' ? ['tous les jours', ' à '] : ['every day', ' to '];
  return (days ?? [])
    .flatMap((selector) => {
      if (selector.kind !== 'weekdays') return [];
      const { from, until } = selector;
      if (until - from === 6) return [every];
      const named = weekdayNames(from === until ? [from] : [from, until], locale);
      return until - from === 1 ? named : [named.join(to)];
    })
    .join(', ');
}

/** « mardi 14 h à 16 h ; samedi 9 h à 10 h et 14 h à 15 h ». */
function weekWords(rules: readonly Rule[], locale: Locale): string {
  const [to, and, between] = locale === 'fr' ? [' à ', ' et ', ' ; '] : [' to ', ' and ', '; '];
  return rules
    .map(({ days, spans }) => {
      const times = spans.map(({ from, until }) => timeWords(from, locale) + to + timeWords(until, locale));
      return `${daysWords(days, locale)} ${times.join(and)}`;
    })
    .join(between)
    .replaceAll('\u00a0', ' ');
}

/** The same the other way round, as a form shows it: what `quietHoursOf` reads as it was stored. Pure. */
export function quietHoursWords(text: string, place: Place, locale: Locale): string {
  const rules = weekIn(text, place);
  const words = rules && weekWords(rules, locale);
  if (words !== null && words.length <= LONGEST_QUIET_HOURS) return words;
  const short = DAYS[locale].reduce(
    (line, [word, code]) => line.replaceAll(new RegExp(`\\b${code}\\b`, 'g'), word),
    text,
  );
  return short.length <= LONGEST_QUIET_HOURS ? short : text;
}

import type { GaugeRuleInput } from '@halles/contracts';
import { dateWords, dayOfIso, timeWords } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';

/** What of a rule people read. */
export type RuleFacts = Pick<
  GaugeRuleInput,
  'formula' | 'isStaffCounted' | 'isHouseholdOne' | 'firstDay' | 'lastDay'
>;

const TO_MIDNIGHT = 1_440;

const WORDS = {
  fr: {
    surface: (metres: number) => `une personne pour ${String(metres)}\u00a0m²`,
    percent: (part: number) => `${String(part)}\u00a0% de la capacité d’accueil`,
    people: (count: number) => (count === 1 ? 'une personne au plus' : `${String(count)} personnes au plus`),
    closes: (closes: string) => `fermeture à ${closes} au plus tard`,
    opens: (opens: string) => `pas d’ouverture avant ${opens}`,
    hours: (opens: string, closes: string) => `ouverture entre ${opens} et ${closes} au plus`,
    closed: 'fermé au public',
    keepsPickup: 'le retrait de commandes reste possible',
    staff: 'l’équipe compte',
    household: 'un foyer compte pour une personne',
    day: (first: string) => `le ${first}`,
    days: (first: string, last: string) => `du ${first} au ${last}`,
  },
  en: {
    surface: (metres: number) => `one person for each ${String(metres)} m²`,
    percent: (part: number) => `${String(part)}% of the people let in`,
    people: (count: number) => (count === 1 ? 'one person at most' : `${String(count)} people at most`),
    closes: (closes: string) => `closing at ${closes} at the latest`,
    opens: (opens: string) => `not open before ${opens}`,
    hours: (opens: string, closes: string) => `open between ${opens} and ${closes} at most`,
    closed: 'closed to the public',
    keepsPickup: 'orders may still be collected',
    staff: 'the team counts',
    household: 'a household counts as one person',
    day: (first: string) => `on ${first}`,
    days: (first: string, last: string) => `from ${first} to ${last}`,
  },
} as const;

function formulaWords({ formula }: RuleFacts, locale: Locale): string {
  const words = WORDS[locale];
  switch (formula.kind) {
    case 'surface':
      return words.surface(formula.squareMetres);
    case 'percent':
      return words.percent(formula.percent);
    case 'people':
      return words.people(formula.people);
    case 'hours': {
      const [opens, closes] = [timeWords(formula.opens, locale), timeWords(formula.closes, locale)];
      if (formula.opens === 0) return words.closes(closes);
      return formula.closes === TO_MIDNIGHT ? words.opens(opens) : words.hours(opens, closes);
    }
    case 'closed':
      return words.closed;
  }
}

/** "une personne pour 8 m², un foyer compte pour une personne". Pure. */
export function gaugeRuleWords(rule: RuleFacts, locale: Locale): string {
  const { formula, isStaffCounted, isHouseholdOne } = rule;
  const isNumber = !('keepsPickup' in formula);
  const words = WORDS[locale];
  return [
    formulaWords(rule, locale),
    ...(!isNumber && formula.keepsPickup ? [words.keepsPickup] : []),
    ...(isNumber && isStaffCounted ? [words.staff] : []),
    ...(isNumber && isHouseholdOne ? [words.household] : []),
  ].join(', ');
}

/** "du 28 novembre 2020 au 8 juin 2021". Pure. */
export function gaugeRuleDays({ firstDay, lastDay }: RuleFacts, locale: Locale): string {
  const dayWords = (day: string): string => dateWords(dayOfIso(day), locale, true);
  return firstDay === lastDay
    ? WORDS[locale].day(dayWords(firstDay))
    : WORDS[locale].days(dayWords(firstDay), dayWords(lastDay));
}

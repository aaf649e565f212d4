import type { GaugeFormula, GaugeRuleInput } from '@halles/contracts';

const MINUTES_OF_DAY = 1_440;

/** What is typed into the form of a rule. */
export interface GaugeEntry {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Square metres, percent or people. */
  readonly amount: string;
  /** `06:00`; empty: from midnight on. */
  readonly opens: string;
  /** `19:00`; empty: until midnight. */
  readonly closes: string;
}

export const EMPTY_ENTRY: GaugeEntry = {
  ...{ title: '', text: '', source: '', sourceUrl: '', firstDay: '', lastDay: '' },
  ...{ amount: '', opens: '', closes: '' },
};

/** What is chosen beside it. */
export interface GaugeChoices {
  readonly formula: GaugeFormula;
  readonly communes: readonly string[];
  readonly categories: readonly string[];
  readonly isStaffCounted: boolean;
  readonly isHouseholdOne: boolean;
  readonly keepsPickup: boolean;
}

/** What a number may be at most. */
export const MOST: Readonly<Record<'surface' | 'percent' | 'people', number>> = {
  surface: 1_000,
  percent: 100,
  people: 10_000,
};

/** Whether a formula is a number of something. Pure. */
export const isCounted = (formula: GaugeFormula): formula is 'surface' | 'percent' | 'people' =>
  formula in MOST;

/** Minutes since midnight; null for what is no time. Pure. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:[:h](\d{2}))?$/.exec(text.trim().replaceAll(' ', '')) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && minute <= MINUTES_OF_DAY ? minute : null;
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function formulaOf(entry: GaugeEntry, { formula, keepsPickup }: GaugeChoices): GaugeRuleInput['formula'] {
  const amount = Number(entry.amount);
  switch (formula) {
    case 'surface':
      return { kind: formula, squareMetres: amount };
    case 'percent':
      return { kind: formula, percent: amount };
    case 'people':
      return { kind: formula, people: amount };
    case 'hours':
      return {
        kind: formula,
        opens: minuteOf(entry.opens) ?? 0,
        closes: minuteOf(entry.closes) ?? MINUTES_OF_DAY,
        keepsPickup,
      };
    case 'closed':
      return { kind: formula, keepsPickup };
  }
}

/** The rule that a form says. Pure. */
export const ruleOfEntry = (entry: GaugeEntry, choices: GaugeChoices): GaugeRuleInput => ({
  title: entry.title.trim(),
  text: entry.text.trim(),
  source: entry.source.trim(),
  sourceUrl: entry.sourceUrl.trim() || null,
  communes: [...choices.communes],
  categories: [...choices.categories],
  firstDay: entry.firstDay,
  lastDay: entry.lastDay,
  formula: formulaOf(entry, choices),
  isStaffCounted: choices.isStaffCounted,
  isHouseholdOne: choices.isHouseholdOne,
});

/** The form as a rule fills it in. Pure. */
export function entryOfRule({ formula, ...rule }: GaugeRuleInput): GaugeEntry {
  const { title, text, source, sourceUrl, firstDay, lastDay } = rule;
  const amounts = {
    surface: 'squareMetres' in formula ? formula.squareMetres : 0,
    percent: 'percent' in formula ? formula.percent : 0,
    people: 'people' in formula ? formula.people : 0,
  };
  const isHours = formula.kind === 'hours';
  return {
    ...{ title, text, source, sourceUrl: sourceUrl ?? '', firstDay, lastDay },
    amount: isCounted(formula.kind) ? String(amounts[formula.kind]) : '',
    opens: isHours && formula.opens > 0 ? timeOf(formula.opens) : '',
    closes: isHours && formula.closes < MINUTES_OF_DAY ? timeOf(formula.closes) : '',
  };
}

/** What is chosen in the form of a rule. Pure. */
export const choicesOfRule = (rule: GaugeRuleInput): GaugeChoices => ({
  formula: rule.formula.kind,
  communes: rule.communes,
  categories: rule.categories,
  isStaffCounted: rule.isStaffCounted,
  isHouseholdOne: rule.isHouseholdOne,
  keepsPickup: 'keepsPickup' in rule.formula && rule.formula.keepsPickup,
});

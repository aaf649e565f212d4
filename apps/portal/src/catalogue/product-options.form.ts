import { priceInput } from '@halles/kernel';
import {
  choiceCount,
  MAX_CENTS,
  MAX_CHOICES,
  MAX_OPTION_GROUPS,
  MAX_PRODUCT_CHOICES,
  optionGroupSchema,
  optionName,
  type OptionGroup,
} from '@halles/contracts';
import { rawTextOf, textOf, type FormValues, type InputError } from '@halles/platform/forms';

type Choice = OptionGroup['choices'][number];

/** The fields of a group of options: what it is called, how many are chosen, and its choices, one a line. */
export const OPTION_FIELDS = ['name', 'least', 'most', 'list'] as const;
export type OptionField = (typeof OPTION_FIELDS)[number];

/** Name of a field of a group of options. @param place from 1 */
export const optionField = (field: OptionField, place: number): string => `option-${field}-${String(place)}`;

/** Characters of the list of a group: each of its lines with a price. */
export const LONGEST_LIST = MAX_CHOICES * 80;

/** Places of groups of options that a form may have. */
export const OPTION_PLACES: readonly number[] = Array.from(
  { length: MAX_OPTION_GROUPS },
  (_, index) => index + 1,
);

/** "+0,20 €", "-1", "0.5" behind a semicolon; without one, the sign of the euro says that it is a price. */
const AMOUNT = String.raw`([+\-−–]?)\s*(\d{1,6}(?:[.,]\d{1,2})?)\s*`;
const WITH_SEMICOLON = new RegExp(`^([^;]*);\\s*${AMOUNT}€?$`);
const WITH_EURO = new RegExp(`^(.*?\\S)\\s*:?\\s+${AMOUNT}€$`);
/** What was meant as a difference and is not read as one: "Cuivre +3,50" would be sold without it. */
const UNREAD_AMOUNT = /\+\s*\d+(?:[.,]\d+)?\s*€?$|\s[-−–]\s*\d+[.,]\d+\s*€?$/;

/** A line of a list: "Tranché", "Tranché ; +0,20 €", "Tranché +0,20 €"; null if it is not valid. Pure. */
export function choiceOf(line: string): Choice | null {
  const priced = WITH_SEMICOLON.exec(line) ?? WITH_EURO.exec(line);
  if (priced === null && UNREAD_AMOUNT.test(line)) return null;
  const [, typed = line, sign = '', amount = '0'] = priced ?? [];
  const name = optionName.safeParse(typed.trim());
  if (!name.success || name.data.includes(';')) return null;
  const cents = Math.round(Number(amount.replace(',', '.')) * 100);
  if (cents > MAX_CENTS) return null;
  return { name: name.data, cents: sign === '' || sign === '+' || cents === 0 ? cents : -cents };
}

type Refused = { readonly field: OptionField; readonly error: InputError };

/** The choices of a list, or what is wrong with its first line that is. Pure. */
function choicesOf(text: string, place: string): { readonly choices: Choice[] } | Refused {
  const choices: Choice[] = [];
  for (const [index, typed] of text.split(/\r\n|\r|\n/).entries()) {
    const line = typed.trim();
    if (line === '') continue;
    const words = { place, line: String(index + 1), text: line.slice(0, 40) };
    const choice = choiceOf(line);
    if (choice === null) return { field: 'list', error: { key: 'lineWrong', words } };
    if (choices.some(({ name }) => name === choice.name))
      return { field: 'list', error: { key: 'lineTwice', words } };
    choices.push(choice);
    if (choices.length > MAX_CHOICES)
      return { field: 'list', error: { key: 'listTooLong', words: { place, most: String(MAX_CHOICES) } } };
  }
  return choices.length === 0
    ? { field: 'list', error: { key: 'listMissing', words: { place } } }
    : { choices };
}

const countOf = (text: string, otherwise: number): number =>
  text === '' ? otherwise : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;

/** One group of options; null where none of its words was filled in. Pure. */
function groupOf(values: FormValues, at: number): OptionGroup | Refused | null {
  const text = (field: OptionField): string => textOf(values, optionField(field, at));
  if (text('name') === '' && text('list') === '') return null;
  const place = String(at);
  const name = optionName.safeParse(text('name'));
  if (!name.success) return { field: 'name', error: { key: 'groupMissing', words: { place } } };
  // A line is counted from the first that is seen, empty ones included.
  const list = choicesOf(rawTextOf(values, optionField('list', at)), place);
  if ('error' in list) return list;
  const { choices } = list;
  const min = countOf(text('least'), 0);
  if (!(min <= choices.length)) return { field: 'least', error: { key: 'leastWrong', words: { place } } };
  const most = countOf(text('most'), Math.max(1, min));
  if (!(most >= Math.max(1, min) && most <= MAX_CHOICES))
    return { field: 'most', error: { key: 'mostWrong', words: { place, most: String(MAX_CHOICES) } } };
  // More than there are is as many as there are.
  return optionGroupSchema.parse({ name: name.data, min, max: Math.min(most, choices.length), choices });
}

/** The options of a product as they were typed, and what is wrong with them. Pure. */
export function optionsOf(values: FormValues): {
  readonly options: OptionGroup[];
  readonly errors: Readonly<Record<string, InputError>>;
} {
  const options: OptionGroup[] = [];
  const errors: Record<string, InputError> = {};
  for (const at of OPTION_PLACES) {
    const group = groupOf(values, at);
    if (group === null) continue;
    if ('error' in group) errors[optionField(group.field, at)] = group.error;
    else if (options.some(({ name }) => name === group.name))
      errors[optionField('name', at)] = { key: 'groupTwice', words: { place: String(at) } };
    else if (choiceCount([...options, group]) > MAX_PRODUCT_CHOICES)
      errors[optionField('list', at)] = {
        key: 'choicesTooMany',
        words: { most: String(MAX_PRODUCT_CHOICES) },
      };
    else options.push(group);
  }
  return { options, errors };
}

/** A line that is read as this choice again: a name that ends like a price says that it is none. Pure. */
export function choiceText({ name, cents }: Choice): string {
  if (cents === 0) return choiceOf(name)?.name === name ? name : `${name} ; 0 €`;
  return `${name} ; ${cents < 0 ? '-' : '+'}${priceInput(Math.abs(cents))} €`;
}

/** What the fields of options are filled in with: what is read again gives the same. Pure. */
export const optionTexts = (options: readonly OptionGroup[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    options.flatMap(({ name, min, max, choices }, index): [string, string][] => [
      [optionField('name', index + 1), name],
      [optionField('least', index + 1), String(min)],
      [optionField('most', index + 1), String(max)],
      [optionField('list', index + 1), choices.map(choiceText).join('\n')],
    ]),
  );

/** The groups that a form shows: up to the last that is filled in, and one more where there is room. Pure. */
export function shownPlaces(values: FormValues): readonly number[] {
  const isFilled = (at: number): boolean =>
    OPTION_FIELDS.some((field) => textOf(values, optionField(field, at)) !== '');
  return OPTION_PLACES.slice(0, OPTION_PLACES.findLastIndex(isFilled) + 2);
}

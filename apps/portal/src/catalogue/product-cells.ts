import type { ProductColumn } from '@halles/contracts';
import { isErrorCell, plainCell } from '@halles/domain/text';
import { type FormValues, type InputErrors, type KeyedError } from '@halles/platform/forms';
import { type OptionField, optionField, OPTION_FIELDS, OPTION_PLACES } from './product-options.form';
import { type OptionColumn, type ProductVocabulary, yesNoOf } from './product-vocabulary';

/** What a line of a file says, by column. */
export type Cells = ReadonlyMap<ProductColumn, string>;

const BOXES = ['isAvailable', 'onRequest'] as const;
const SINGLE = ['vat', 'withdrawal', 'soldBy'] as const;
const SEVERAL = ['allergens', 'labels'] as const;
const TEXTS = [
  ...([
    'name',
    'variant',
    'section',
    'description',
    'content',
    'ean',
    'stock',
    'noticeDays',
    'hours',
    'season',
  ] as const),
  ...(['pieceWeight', 'least', 'most', 'step'] as const),
] as const;

const wrong = (key: string, text: string): KeyedError => ({ key, words: { text: text.slice(0, 60) } });

/** A group as a file has it: its name with how many are chosen, "Coupe (1-1)", and one choice a line below. */
const GROUP = /^(.*\S)\s*\((\d{1,2})\s*[-–]\s*(\d{1,2})\)$/;

/** The choices of a product as a cell has them, groups parted by an empty line, as fields of its form; null for what is none. Pure. */
export function choiceValues(cell: string): Readonly<Record<string, readonly string[]>> | null {
  const empty = OPTION_PLACES.flatMap((place) =>
    OPTION_FIELDS.map((field) => [optionField(field, place), []] as const),
  );
  const groups = cell
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((group) => group.trim())
    .filter((group) => group !== '');
  if (groups.length > OPTION_PLACES.length) return null;
  const values: [string, readonly string[]][] = [];
  for (const [index, group] of groups.entries()) {
    const [head = '', ...list] = group.split('\n');
    const [, name, least, most] = GROUP.exec(head.trim()) ?? [];
    if (name === undefined || least === undefined || most === undefined) return null;
    const texts: Readonly<Record<OptionField, string>> = { name, least, most, list: list.join('\n') };
    for (const field of OPTION_FIELDS) values.push([optionField(field, index + 1), [texts[field]]]);
  }
  return Object.fromEntries([...empty, ...values]);
}

/** What a product is for adults, of a cell with its word, or yes or no: yes is what it is already, or alcohol. Pure. */
function adultGoodsOf(text: string, before: string, vocabulary: ProductVocabulary): string | null {
  const answer = yesNoOf(text);
  if (answer === null) return vocabulary.optionOf('adults', text);
  if (!answer) return 'none';
  return before === '' || before === 'none' ? 'alcohol' : before;
}

/** A price as people and spreadsheets write it, as the form reads it; blanks are looked at from where they begin alone. */
const priceText = (cell: string): string => cell.replace(/(?<!\s)\s*(?:€|eur(?:os?)?)\s*$/i, '').trim();

/**
 * What the form of a product is filled in with when a line of a file is written over it, and what of the line it cannot be
 * filled in with. An empty cell empties a text; where there is always something, what stands there stays. Pure.
 * @param base the form as it is: of the product, or of a new one
 */
export function valuesOfCells(
  cells: Cells,
  base: FormValues,
  vocabulary: ProductVocabulary,
): { readonly values: FormValues; readonly errors: InputErrors } {
  const values: Record<string, readonly string[]> = { ...base };
  const errors: Record<string, KeyedError> = {};
  const filled = <const C extends ProductColumn>(columns: readonly C[]): [C, string][] =>
    columns.flatMap((column): [C, string][] => {
      const cell = cells.get(column);
      if (cell === undefined) return [];
      const text = cell.trim();
      if (!isErrorCell(text)) return [[column, plainCell(text)]];
      errors[column] = wrong('notComputed', text);
      return [];
    });
  for (const [column, text] of filled(TEXTS)) values[column] = [text];
  for (const [, text] of filled(['price'])) values['price'] = [priceText(text)];
  for (const [column, text] of filled(BOXES)) {
    const answer = yesNoOf(text);
    if (answer !== null) values[column] = answer ? ['yes'] : [];
    else if (text !== '') errors[column] = wrong('yesNo', text);
  }
  for (const [, text] of filled(['adults'])) {
    const goods = adultGoodsOf(text, values['adults']?.[0] ?? '', vocabulary);
    if (goods !== null) values['adults'] = [goods];
    else if (text !== '') errors['adults'] = wrong('oneOfThem', text);
  }
  for (const [column, text] of filled(SINGLE)) {
    const option = vocabulary.optionOf(column, text);
    if (option !== null) values[column] = [option];
    else if (text !== '') errors[column] = wrong('oneOfThem', text);
  }
  for (const [column, text] of filled(SEVERAL)) {
    const { known, unknown } = vocabulary.optionsOf(column satisfies OptionColumn, text);
    values[column] = known;
    if (unknown.length > 0) errors[column] = wrong('oneOfThem', unknown.join(', '));
  }
  for (const [, text] of filled(['choices'])) {
    const choices = choiceValues(text);
    if (choices === null) errors['choices'] = wrong('choicesWrong', text);
    else Object.assign(values, choices);
  }
  return { values, errors };
}

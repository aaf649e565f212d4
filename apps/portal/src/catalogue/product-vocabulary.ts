import { ALLERGENS, PRODUCT_LABELS, VAT_NAMES, WITHDRAWALS } from '@halles/contracts';
import { vatRate } from '@halles/domain/catalogue';
import { foldText } from '@halles/domain/text';
import type { PageScope } from '../rendering/page-scope';
import { ADULT_GOODS, NO_ALLERGEN } from './product.form';
import { SOLD_BY } from './product-weighing.form';

type Texts = PageScope['texts'];

const OPTIONS = {
  vat: VAT_NAMES,
  withdrawal: WITHDRAWALS,
  adults: ADULT_GOODS,
  soldBy: SOLD_BY,
  allergens: [NO_ALLERGEN, ...ALLERGENS],
  labels: PRODUCT_LABELS,
} as const;
export type OptionColumn = keyof typeof OPTIONS;

const YES = new Set('oui yes true vrai 1 x o y ok disponible'.split(' '));
const NO = new Set('non no false faux 0 n indisponible'.split(' '));

/** Whether a cell says yes; null where it says neither. Pure. */
export function yesNoOf(cell: string): boolean | null {
  const word = foldText(cell);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** The words of cells that stand for one of several things, in all languages that a file may be in. */
export class ProductVocabulary {
  private readonly words: ReadonlyMap<string, string>;

  /**
   * @param languages that are read; the first is written
   * @param department of the shop: what the rates of VAT are there
   */
  constructor(
    private readonly languages: readonly Texts[],
    private readonly department: string,
  ) {
    this.words = new Map(
      Object.entries(OPTIONS).flatMap(([column, options]) =>
        options.flatMap((option) =>
          [option, ...languages.map((texts) => texts.line(`products.options.${column}.${option}`))].map(
            (word) => [keyOf(column, word), option] as const,
          ),
        ),
      ),
    ).set(keyOf('allergens', 'aucun'), NO_ALLERGEN);
  }

  /** Some of them as a cell has them: "Gluten, Lait". */
  wordsOf(column: OptionColumn, options: readonly string[]): string {
    const [texts] = this.languages;
    return options.map((option) => texts?.line(`products.options.${column}.${option}`) ?? option).join(', ');
  }

  /** The value that a word stands for; null where it stands for none. */
  optionOf(column: OptionColumn, word: string): string | null {
    const known = this.words.get(keyOf(column, word));
    return known ?? (column === 'vat' ? this.rateOf(word) : null);
  }

  /** Those that a list stands for, and its words that stand for none. */
  optionsOf(column: OptionColumn, cell: string): { readonly known: string[]; readonly unknown: string[] } {
    const whole = this.optionOf(column, cell);
    if (whole !== null) return { known: [whole], unknown: [] };
    const known: string[] = [];
    const unknown: string[] = [];
    for (const word of cell.split(/[,;|\n]/)) {
      if (word.trim() === '') continue;
      const option = this.optionOf(column, word);
      if (option === null) unknown.push(word.trim());
      else known.push(option);
    }
    return { known: [...new Set(known)], unknown };
  }

  /** "5,5 %", "5.5", and "0.055" of a cell that a spreadsheet shows in per cent. */
  private rateOf(word: string): string | null {
    const [, number] =
      /^(\d{1,2}(?:[.,]\d{1,4})?) ?%?$/.exec(word.trim().replaceAll(/[\u00a0\u202f]/g, ' ')) ?? [];
    if (number === undefined) return null;
    const value = Number(number.replace(',', '.'));
    const rate = Math.round(value * (value > 0 && value < 1 ? 10_000 : 100));
    return VAT_NAMES.find((name) => vatRate(name, this.department) === rate) ?? null;
  }
}

const keyOf = (column: string, word: string): string => `${column} ${foldText(word)}`;

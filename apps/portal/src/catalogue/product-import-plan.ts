import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ProductColumn, ProductInput } from '@halles/contracts';
import {
  type ColumnMapping,
  countedAnew,
  differences,
  type ImportDecision,
  isSellable,
  type Product,
  type ProductFact,
  OptionPriceOutOfRange,
  type TableLine,
  type UsualTerms,
} from '@halles/domain/catalogue';
import { plainCell } from '@halles/domain/text';
import { type FormState, type InputErrors, type KeyedError, PostedForm } from '@halles/platform/forms';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../params';
import { type Cells, valuesOfCells } from './product-cells';
import { inputOfForm, productForm, productValues } from './product.form';
import type { ProductVocabulary } from './product-vocabulary';

/** Something that is wrong with a line, as the form of a product says it. */
export interface WrongLine {
  readonly what: 'wrong';
  readonly line: number;
  readonly cells: Cells;
  readonly form: FormState;
}

/** What a line of a file does. */
export type PlannedLine =
  | { readonly what: 'add'; readonly line: number; readonly input: ProductInput }
  | {
      readonly what: 'change';
      readonly line: number;
      readonly product: Product;
      readonly input: ProductInput;
      readonly facts: readonly ProductFact[];
    }
  | { readonly what: 'same'; readonly line: number; readonly product: Product }
  | WrongLine;

/** What a file would do to the products of a shop as they are. */
export interface ImportPlan {
  /** Columns without which nothing can be read. */
  readonly missing: readonly ProductColumn[];
  readonly lines: readonly PlannedLine[];
}

interface Planned {
  /** The first names the columns. */
  readonly lines: readonly TableLine[];
  readonly mapping: ColumnMapping;
  readonly products: readonly Product[];
  readonly vocabulary: ProductVocabulary;
  /** Terms of the trade, of new products of which the file says none. */
  readonly usual: UsualTerms;
}

/** Columns that a file must have. */
const MANDATORY = ['name', 'price'] as const;

const nameKey = (section: string | null, name: string): string => JSON.stringify([section, name]);

/** The products of a shop by their names, alone and within their section. */
class KnownProducts {
  private readonly byId: ReadonlyMap<string, Product>;
  private readonly byName = new Map<string, Product[]>();

  constructor(
    products: readonly Product[],
    private readonly hasSections: boolean,
  ) {
    this.byId = new Map(products.map((product) => [product.id, product]));
    for (const product of products) {
      const key = this.keyOf(product.section, product.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), product]);
    }
  }

  /** A file without sections says of none in which it is. */
  keyOf(section: string | null, name: string): string {
    return nameKey(this.hasSections ? section : null, name);
  }

  /** The product that a line is about; null for a new one. */
  find(cells: Cells): Product | null | KeyedError {
    const reference = (cells.get('reference') ?? '').trim();
    if (reference !== '' && !isUuid(reference)) return { key: 'referenceWrong' };
    const known = this.byId.get(reference.toLowerCase());
    if (known) return known;
    const section = plainCell((cells.get('section') ?? '').trim());
    const name = plainCell((cells.get('name') ?? '').trim());
    const [found = null, ...others] =
      this.byName.get(this.keyOf(section === '' ? null : section, name)) ?? [];
    return others.length > 0 ? { key: 'severalSoCalled' } : found;
  }
}

const cellsOf = ({ cells }: TableLine, mapping: ColumnMapping): Cells =>
  new Map(
    mapping.flatMap((column, at): [ProductColumn, string][] =>
      column === null ? [] : [[column, cells[at] ?? '']],
    ),
  );

/** Reads one line over what is known of the product. */
function readLine(
  line: TableLine,
  product: Product | null,
  { mapping, vocabulary, usual }: Planned,
): { readonly input: ProductInput } | { readonly form: FormState } {
  const base = productValues(product, undefined, usual);
  const { values, errors } = valuesOfCells(cellsOf(line, mapping), base, vocabulary);
  const read = productForm.read(new PostedForm(values));
  const wrong: InputErrors = { ...(read.ok ? {} : read.errors), ...errors };
  if (read.ok && Object.keys(wrong).length === 0) {
    const input = inputOfForm(read.input);
    if (isSellable(input)) return { input };
    const refused = new OptionPriceOutOfRange({});
    const message = { fr: refused.detail('fr'), en: refused.detail('en') };
    return { form: { values, errors: { price: { message, isSpecific: true } }, problem: null } };
  }
  return { form: { values, errors: wrong, problem: null } };
}

/** Lines that are read before others have their turn: two thousand take a second of a busy machine. */
const LINES_A_TURN = 50;

/** What a file would do to the products of a shop, line by line: nothing is changed by it. */
export async function planImport(planned: Planned): Promise<ImportPlan> {
  const { lines, mapping } = planned;
  const missing = MANDATORY.filter((column) => !mapping.includes(column));
  if (missing.length > 0) return { missing, lines: [] };
  const planner = new LinePlanner(planned);
  const plan: PlannedLine[] = [];
  for (const line of lines.slice(1)) {
    if (plan.length % LINES_A_TURN === LINES_A_TURN - 1) await othersTurn();
    plan.push(planner.plan(line));
  }
  return { missing, lines: plan };
}

/** Says of one line after the other what it does. */
class LinePlanner {
  private readonly known: KnownProducts;
  /** The line that a product, or a name, was first on. */
  private readonly firstLines = new Map<string, number>();

  constructor(private readonly planned: Planned) {
    const { products, mapping } = planned;
    this.known = new KnownProducts(products, mapping.includes('section'));
  }

  plan(line: TableLine): PlannedLine {
    const cells = cellsOf(line, this.planned.mapping);
    const wrong = (form: FormState): WrongLine => ({ what: 'wrong', line: line.line, cells, form });
    const wrongAt = (column: ProductColumn, error: KeyedError): WrongLine =>
      wrong({ values: {}, errors: { [column]: error }, problem: null });
    const product = this.known.find(cells);
    if (product !== null && 'key' in product)
      return wrongAt(product.key === 'referenceWrong' ? 'reference' : 'name', product);
    const read = readLine(line, product, this.planned);
    if ('form' in read) return wrong(read.form);
    const input = product === null ? read.input : countedAnew(product, read.input);
    const key = product?.id ?? this.known.keyOf(input.section, input.name);
    const first = this.firstLines.get(key);
    if (first !== undefined) return wrongAt('name', { key: 'lineOfSame', words: { line: String(first) } });
    this.firstLines.set(key, line.line);
    if (product === null) return { what: 'add', line: line.line, input };
    const facts = differences(product, input);
    return facts.length === 0
      ? { what: 'same', line: line.line, product }
      : { what: 'change', line: line.line, product, input, facts };
  }
}

/** By what a plan is known to be the one that was looked at. Pure. */
export function planDigest({ lines }: ImportPlan): string {
  const digested = lines.map((line) => {
    if (line.what === 'add') return [line.line, line.what, line.input];
    if (line.what === 'wrong') return [line.line, line.what];
    const { product } = line;
    const now = line.what === 'change' ? [line.input, line.facts.map((fact) => product[fact])] : [];
    return [line.line, line.what, product.id, ...now];
  });
  return createHash('sha256').update(JSON.stringify(digested)).digest('hex');
}

/** What is to be written of a plan: its right lines. */
export const decisionOf = ({ lines }: ImportPlan): ImportDecision => ({
  adds: lines.flatMap((line) => (line.what === 'add' ? [{ id: uuid(), input: line.input }] : [])),
  changes: lines.flatMap((line) =>
    line.what === 'change' ? [{ id: line.product.id, input: line.input }] : [],
  ),
  leftOut: lines.filter(({ what }) => what === 'wrong').length,
});

import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ProductColumn, ProductInput } from '@halles/contracts';
import {
  areAlike,
  type ColumnMapping,
  countedAnew,
  differences,
  type ImportDecision,
  isNameable,
  isSellable,
  type Product,
  OptionPriceOutOfRange,
  type TableLine,
  type UsualTerms,
  usualTerms,
} from '@halles/domain/catalogue';
import { plainCell } from '@halles/domain/text';
import {
  type FormState,
  type FormValues,
  type InputErrors,
  type KeyedError,
  PostedForm,
} from '@halles/platform/forms';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../params';
import { type Cells, valuesOfCells } from './product-cells';
import type { PlannedLine, WrongLine } from './planned-line';
import { blankVariant, type KnownLines, ownCells, plannedTogether } from './product-import-variants';
import { variantIn, variantText } from './product-variants.form';
import { inputOfForm, productForm, productValues } from './product.form';
import type { ProductVocabulary } from './product-vocabulary';

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

/** The products of a shop by their names, alone and within their section, and by their variants. */
class KnownProducts {
  private readonly byId: ReadonlyMap<string, Product>;
  private readonly byName = new Map<string, Product[]>();

  constructor(
    products: readonly Product[],
    private readonly columns: { readonly section: boolean; readonly variant: boolean },
  ) {
    this.byId = new Map(products.map((product) => [product.id, product]));
    for (const product of products) {
      const key = this.keyOf(product);
      this.byName.set(key, [...(this.byName.get(key) ?? []), product]);
    }
  }

  /** A file without sections says of none in which it is, and one without variants of none which it is. */
  keyOf({ variant, ...named }: Pick<ProductInput, 'section' | 'name' | 'variant'>): string {
    return JSON.stringify([this.groupKey(named), this.columns.variant ? variantText(variant) : null]);
  }

  /** By what variants of one product are known. */
  groupKey({ section, name }: Pick<ProductInput, 'section' | 'name'>): string {
    return JSON.stringify([this.columns.section ? section : null, name]);
  }

  /** The product that a line is about; null for a new one. */
  find(cells: Cells): Product | null | KeyedError {
    const reference = (cells.get('reference') ?? '').trim();
    if (reference !== '' && !isUuid(reference)) return { key: 'referenceWrong' };
    const known = this.byId.get(reference.toLowerCase());
    if (known) return known;
    const [found = null, ...others] = this.byName.get(this.keyOf(namedIn(cells))) ?? [];
    return others.length > 0 ? { key: 'severalSoCalled' } : found;
  }
}

/** What a line says that it is about. */
const namedIn = (cells: Cells): Pick<ProductInput, 'section' | 'name' | 'variant'> => {
  const text = (column: ProductColumn): string => plainCell((cells.get(column) ?? '').trim());
  return {
    name: text('name'),
    section: text('section') === '' ? null : text('section'),
    variant: variantIn(text('variant')) ?? [],
  };
};

const cellsOf = ({ cells }: TableLine, mapping: ColumnMapping): Cells =>
  new Map(
    mapping.flatMap((column, at): [ProductColumn, string][] =>
      column === null ? [] : [[column, cells[at] ?? '']],
    ),
  );

/** A new drink with alcohol is sold on the terms of no trade, where its line says nothing else: no lower rate holds for it. */
function withTermsOfAlcohol(values: FormValues, cells: Cells): FormValues {
  if (values['adults']?.[0] !== 'alcohol') return values;
  const { vat, withdrawal } = usualTerms(null);
  const isFilled = (column: ProductColumn): boolean => (cells.get(column) ?? '').trim() !== '';
  return {
    ...values,
    ...(isFilled('vat') ? {} : { vat: [vat] }),
    ...(isFilled('withdrawal') ? {} : { withdrawal: [withdrawal] }),
  };
}

/** Reads one line over what is known of the product. */
function readLine(
  cells: Cells,
  product: ProductInput | null,
  { vocabulary, usual }: Planned,
): { readonly input: ProductInput } | { readonly form: FormState } {
  const base = productValues(product, undefined, usual);
  const filled = valuesOfCells(cells, base, vocabulary);
  const { errors } = filled;
  const values = product === null ? withTermsOfAlcohol(filled.values, cells) : filled.values;
  const read = productForm.read(new PostedForm(values));
  const wrong: InputErrors = { ...(read.ok ? {} : read.errors), ...errors };
  if (read.ok && Object.keys(wrong).length === 0) {
    const input = inputOfForm(read.input);
    if (!isNameable(input))
      return { form: { values, errors: { name: { key: 'variantName' } }, problem: null } };
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
  return { missing, lines: await plannedTogether(plan, planned.products, planner) };
}

/** A product of which lines of a file may be further variants. */
interface Lead {
  readonly input: ProductInput;
  readonly group: string;
}

/** Says of one line after the other what it does. */
class LinePlanner implements KnownLines {
  readonly cells = new Map<number, Cells>();
  readonly further = new Map<number, string>();
  private readonly known: KnownProducts;
  /** The line that a product, or a name, was first on. */
  private readonly firstLines = new Map<string, number>();
  /** Products that are sold in variants, by what their variants are known by. */
  private readonly leads = new Map<string, Lead>();

  constructor(private readonly planned: Planned) {
    const { products, mapping } = planned;
    const columns = { section: mapping.includes('section'), variant: mapping.includes('variant') };
    this.known = new KnownProducts(products, columns);
    for (const product of products) this.lead(product, product.groupId);
  }

  plan(line: TableLine): PlannedLine {
    const cells = cellsOf(line, this.planned.mapping);
    this.cells.set(line.line, cells);
    const wrongAt = (column: ProductColumn, error: KeyedError): WrongLine =>
      this.wrong(line.line, { values: {}, errors: { [column]: error }, problem: null });
    const product = this.known.find(cells);
    if (product !== null && 'key' in product)
      return wrongAt(product.key === 'referenceWrong' ? 'reference' : 'name', product);
    const lead = product === null ? this.leadOf(cells) : null;
    // What the file says of the product of a further variant is known when all lines are.
    const joins = lead !== null && isUuid(lead.group) ? lead.group : null;
    const read = lead ? this.readOver(cells, lead.input) : readLine(cells, product, this.planned);
    if ('form' in read) {
      if (joins !== null) this.further.set(line.line, joins);
      return this.wrong(line.line, read.form);
    }
    const input = product === null ? read.input : countedAnew(product, read.input);
    const key = product?.id ?? this.known.keyOf(input);
    const first = this.firstLines.get(key);
    if (first !== undefined) return wrongAt('name', { key: 'lineOfSame', words: { line: String(first) } });
    if (joins !== null) this.further.set(line.line, joins);
    else if (lead && !areAlike(lead.input, input)) return wrongAt('variant', { key: 'variantsDiffer' });
    this.firstLines.set(key, line.line);
    if (product === null)
      return { what: 'add', line: line.line, input, group: this.groupOf(line, input, lead) };
    this.lead(input, product.groupId);
    const facts = differences(product, input);
    return facts.length === 0
      ? { what: 'same', line: line.line, product }
      : { what: 'change', line: line.line, product, input, facts };
  }

  readFurther(line: number, like: ProductInput, group: string): PlannedLine {
    const read = this.readOver(this.cells.get(line) ?? new Map(), like);
    if ('form' in read) return this.wrong(line, read.form);
    if (areAlike(like, read.input)) return { what: 'add', line, input: read.input, group };
    return this.wrong(line, { values: {}, errors: { variant: { key: 'variantsDiffer' } }, problem: null });
  }

  /** Reads a line as a further variant of a product. */
  private readOver(cells: Cells, like: ProductInput): ReturnType<typeof readLine> {
    return readLine(ownCells(cells), blankVariant(like), this.planned);
  }

  private wrong(line: number, form: FormState): WrongLine {
    return { what: 'wrong', line, cells: this.cells.get(line) ?? new Map<ProductColumn, string>(), form };
  }

  /** Of what a line is a further variant; null where it is sold in one form, or the first. */
  private leadOf(cells: Cells): Lead | null {
    const named = namedIn(cells);
    return named.variant.length === 0 ? null : (this.leads.get(this.known.groupKey(named)) ?? null);
  }

  private groupOf({ line }: TableLine, input: ProductInput, lead: Lead | null): string | null {
    if (input.variant.length === 0) return null;
    const group = lead?.group ?? `line ${String(line)}`;
    this.lead(input, group);
    return group;
  }

  private lead(input: ProductInput, group: string): void {
    const key = this.known.groupKey(input);
    if (input.variant.length > 0 && !this.leads.has(key)) this.leads.set(key, { input, group });
  }
}

/** By what a plan is known to be the one that was looked at. Pure. */
export function planDigest({ lines }: ImportPlan): string {
  const digested = lines.map((line) => {
    if (line.what === 'add') return [line.line, line.what, line.input, line.group];
    if (line.what === 'wrong') return [line.line, line.what];
    const { product } = line;
    const now = line.what === 'change' ? [line.input, line.facts.map((fact) => product[fact])] : [];
    return [line.line, line.what, product.id, ...now];
  });
  return createHash('sha256').update(JSON.stringify(digested)).digest('hex');
}

/** What is to be written of a plan: its right lines. */
export function decisionOf({ lines }: ImportPlan): ImportDecision {
  const groups = new Map<string, string>();
  const groupId = (group: string): string => {
    if (isUuid(group)) return group;
    const id = groups.get(group) ?? uuid();
    groups.set(group, id);
    return id;
  };
  return {
    adds: lines.flatMap((line) =>
      line.what === 'add'
        ? [
            {
              id: uuid(),
              input: line.input,
              ...(line.group === null ? {} : { groupId: groupId(line.group) }),
            },
          ]
        : [],
    ),
    changes: lines.flatMap((line) =>
      line.what === 'change' ? [{ id: line.product.id, input: line.input }] : [],
    ),
    leftOut: lines.filter(({ what }) => what === 'wrong').length,
  };
}

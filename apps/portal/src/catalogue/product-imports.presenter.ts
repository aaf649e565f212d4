import { pathsTo, pathTo, PRODUCT_COLUMNS, type ProductColumn } from '@halles/contracts';
import type {
  UnrestoredProduct,
  Product,
  ProductFact,
  ProductImport,
  TableLine,
  UsualTerms,
} from '@halles/domain/catalogue';
import { dateWords, timeWords, wallTime } from '@halles/domain/hours';
import { type FieldView, type FormState, FormWriter, textOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { columnLabel } from './product-columns';
import { cellOf } from './product-file';
import { columnField } from './product-import.form';
import type { PlannedLine, WrongLine } from './planned-line';
import { type ImportPlan, planDigest } from './product-import-plan';
import type { ImportPreviewView, ProductImportsView, ProductImportView } from './product-imports.view';
import { productFields } from './product.form';
import { productPrice } from './product-price';

/** Lines that a preview shows of a kind. */
const MAX_SHOWN = 100;
const LONGEST_EXAMPLE = 60;

/** What a browser offers to choose from; telephones know files by their type. */
const ACCEPT =
  '.csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const texts = (scope: PageScope, key: string, words?: Record<string, string | number>): string =>
  scope.texts.line(`products.import.${key}`, words);

/** The form that sends a file has one field, whose texts are said here. */
const uploadWriter = (form: FormState, { texts: all, locale }: PageScope): FormWriter =>
  new FormWriter({ texts: 'products.import', fields: new Map() }, form, all, locale);

function momentWords(moment: Date, { settings, locale }: PageScope): string {
  const { day, minute } = wallTime(settings.timeZone, moment.getTime());
  return `${dateWords(day, locale)}, ${timeWords(minute, locale)}`;
}

const toProducts = (listing: MerchantListing, { texts: all, locale }: PageScope) => ({
  href: pathTo('merchant.products', locale, { listing: listing.id }),
  label: all.line('products.back'),
});

/** Where a file is sent, and what was imported lately. @param newId of the import that it begins. Pure. */
export const productImportsPage = (
  listing: MerchantListing,
  {
    recent,
    form,
    newId,
    hasProducts,
  }: {
    readonly recent: readonly ProductImport[];
    readonly form: FormState;
    readonly newId: string;
    readonly hasProducts: boolean;
  },
): MerchantPage => ({
  view: 'catalogue/product-imports',
  title: (scope) => texts(scope, 'heading'),
  paths: pathsTo('merchant.productImports', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope): ProductImportsView => {
    const { locale } = scope;
    const writer = uploadWriter(form, scope);
    const error = writer.errorOf('table');
    const { problem } = writer.summary(error !== undefined);
    return {
      lead: texts(scope, 'lead'),
      ...(problem === undefined ? {} : { problem }),
      errors: error === undefined ? [] : [{ field: 'table', message: error }],
      action: pathTo('merchant.productImports', locale, { listing: listing.id }),
      newId,
      field: {
        id: 'table',
        label: texts(scope, 'file'),
        hint: texts(scope, 'fileHint'),
        isFile: true,
        accept: ACCEPT,
        ...(error === undefined ? {} : { error }),
      },
      model: {
        href: pathTo('merchant.productFile', locale, { listing: listing.id }),
        label: texts(scope, hasProducts ? 'current' : 'model'),
      },
      recent: recent.map((one) => ({
        href: pathTo('merchant.productImport', locale, { listing: listing.id, import: one.id }),
        label: texts(scope, 'recentLine', {
          when: momentWords(one.importedAt ?? one.createdAt, scope),
          added: one.added ?? 0,
          changed: one.changed ?? 0,
        }),
        ...(one.undoneAt === null ? {} : { undone: texts(scope, 'recentUndone') }),
      })),
      back: toProducts(listing, scope),
    };
  },
});

/** What each column of the file says, with an example of what is in it. */
function columnFields(
  lines: readonly TableLine[],
  width: number,
  form: FormState,
  scope: PageScope,
): FieldView[] {
  const [header, ...rows] = lines;
  const writer = uploadWriter(form, scope);
  return Array.from({ length: width }, (_, at): FieldView => {
    const name = (header?.cells[at] ?? '').trim();
    const example = rows.find(({ cells }) => (cells[at] ?? '').trim() !== '')?.cells[at]?.trim();
    const error = writer.errorOf(columnField(at));
    const chosen = textOf(form.values, columnField(at));
    const option = (value: ProductColumn | '', label: string) => ({
      id: `${columnField(at)}-${value || 'none'}`,
      name: columnField(at),
      value,
      label,
      checked: value === chosen,
    });
    return {
      id: columnField(at),
      label:
        name === ''
          ? texts(scope, 'columnUnnamed', { place: at + 1 })
          : texts(scope, 'column', { column: cut(name) }),
      hint:
        example === undefined
          ? texts(scope, 'noExample')
          : texts(scope, 'example', { example: cut(example) }),
      isSelect: true,
      ...(error === undefined ? {} : { error }),
      options: [
        option('', texts(scope, 'ignored')),
        ...PRODUCT_COLUMNS.map((column) => option(column, columnLabel(column, scope.texts))),
      ],
    };
  });
}

const cut = (text: string): string =>
  text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text;

/** The column that a field of the form of a product is read from. */
const columnOf = (field: string): ProductColumn =>
  PRODUCT_COLUMNS.find((column) => column === field) ?? 'choices';

/** What is wrong with a line: where, what stands there, and what is expected. */
function problemsOf({ line, cells, form }: WrongLine, scope: PageScope): string[] {
  const writer = new FormWriter(productFields, form, scope.texts, scope.locale);
  return Object.keys(form.errors).map((field) => {
    const column = columnOf(field);
    const cell = (cells.get(column) ?? '').trim();
    const words = {
      line,
      column: columnLabel(column, scope.texts),
      problem: writer.errorOf(field) ?? '',
    };
    return cell === ''
      ? texts(scope, 'fault', words)
      : texts(scope, 'faultWith', { ...words, cell: cut(cell) });
  });
}

const COLUMN_OF_FACT: Readonly<Partial<Record<ProductFact, ProductColumn>>> = {
  priceCents: 'price',
  minimumAge: 'adults',
  ageRestriction: 'adults',
  options: 'choices',
};

/** The columns that say how goods are sold by weight. */
const WEIGHING_COLUMNS: readonly ProductColumn[] = ['soldBy', 'pieceWeight', 'least', 'most', 'step'];

function differencesOf(
  { product, input, facts }: Extract<PlannedLine, { readonly what: 'change' }>,
  scope: PageScope,
): string[] {
  const columns = facts.flatMap((fact) =>
    fact === 'weighing' ? WEIGHING_COLUMNS : [COLUMN_OF_FACT[fact] ?? columnOf(fact)],
  );
  return columns.flatMap((column) => {
    const worded = (one: Product): string => cut(cellOf(column, one, scope)) || texts(scope, 'nothing');
    const [before, after] = [worded(product), worded({ ...product, ...input })];
    // A choice of weights is told of by what of it is another one.
    return before === after && WEIGHING_COLUMNS.includes(column)
      ? []
      : [texts(scope, 'difference', { column: columnLabel(column, scope.texts), before, after })];
  });
}

/** A list that is cut after this many entries; nothing for an empty one. */
function listOf<L, T>(
  lines: readonly L[],
  heading: string,
  words: (line: L) => readonly T[],
  scope: PageScope,
) {
  const all = lines.slice(0, MAX_SHOWN).flatMap(words);
  const more = lines.length - MAX_SHOWN;
  return { heading, lines: all, ...(more > 0 ? { more: texts(scope, 'more', { count: more }) } : {}) };
}

const ofKind = <W extends PlannedLine['what']>(plan: ImportPlan, what: W) =>
  plan.lines.filter((line): line is Extract<PlannedLine, { readonly what: W }> => line.what === what);

/** The button that imports what is right. */
function importButton(
  right: number,
  wrong: number,
  scope: PageScope,
): Pick<ImportPreviewView, 'button' | 'problem'> {
  if (right === 0) return { problem: texts(scope, wrong > 0 ? 'noneRight' : 'nothingToDo') };
  const value = wrong > 0 ? 'partial' : 'import';
  return { button: { value, label: texts(scope, wrong > 0 ? 'partial' : 'run', { count: right }) } };
}

function previewOf(plan: ImportPlan, usual: UsualTerms, scope: PageScope): ImportPreviewView {
  const digest = planDigest(plan);
  const [missing] = plan.missing;
  if (missing !== undefined) return { plan: digest, problem: texts(scope, 'missing', { column: missing }) };
  const [wrongs, adds, changes, sames] = [
    ofKind(plan, 'wrong'),
    ofKind(plan, 'add'),
    ofKind(plan, 'change'),
    ofKind(plan, 'same'),
  ];
  const heading = (key: string, { length: count }: readonly unknown[]): string =>
    texts(scope, key, { count });
  const list = <L, T>(lines: readonly L[], key: string, words: (line: L) => readonly T[]) =>
    lines.length === 0 ? undefined : listOf(lines, heading(key, lines), words, scope);
  const option = (name: 'vat' | 'withdrawal'): string =>
    scope.texts.line(`products.options.${name}.${usual[name]}`);
  const [wrongList, addList, changeList] = [
    list(wrongs, 'wrongs', (line) => problemsOf(line, scope)),
    list(adds, 'adds', ({ line, input }) => [
      texts(scope, 'add', { line, product: input.name, price: productPrice(input, scope) }),
    ]),
    list(changes, 'changes', (line) => [
      {
        label: texts(scope, 'change', { line: line.line, product: line.product.name }),
        differences: differencesOf(line, scope),
      },
    ]),
  ];
  return {
    plan: digest,
    ...(wrongList ? { wrongs: wrongList } : {}),
    ...(addList ? { adds: addList } : {}),
    ...(changeList ? { changes: changeList } : {}),
    ...(sames.length > 0 ? { sames: heading('sames', sames) } : {}),
    ...(adds.length > 0
      ? { usual: texts(scope, 'usual', { vat: option('vat'), withdrawal: option('withdrawal') }) }
      : {}),
    ...importButton(adds.length + changes.length, wrongs.length, scope),
  };
}

/** What came of an import. */
function resultOf(
  listing: MerchantListing,
  { added, changed, leftOut, undoneAt }: ProductImport,
  kept: readonly UnrestoredProduct[],
  scope: PageScope,
): NonNullable<ProductImportView['result']> {
  return {
    text: texts(scope, 'done', { added: added ?? 0, changed: changed ?? 0 }),
    ...(leftOut ? { leftOut: texts(scope, 'leftOut', { count: leftOut }) } : {}),
    ...(undoneAt === null ? {} : { undone: texts(scope, 'undone') }),
    canUndo: undoneAt === null && (added ?? 0) + (changed ?? 0) > 0,
    kept: kept.map(({ id, name, kept: because }) => ({
      href: pathTo('merchant.product', scope.locale, { listing: listing.id, product: id }),
      label: texts(scope, because === 'ordered' ? 'keptOrdered' : 'keptChanged', { product: name }),
    })),
  };
}

/** A file that was sent. */
export interface ImportState {
  readonly found: ProductImport;
  readonly kept: readonly UnrestoredProduct[];
  readonly form: FormState;
  /** Of a file that was not imported yet. */
  readonly plan: ImportPlan | null;
  readonly width: number;
  readonly usual: UsualTerms;
}

/** A file that was sent: what its columns mean and what it would do; or what came of it. Pure. */
export const productImportPage = (
  listing: MerchantListing,
  { found, kept, form, plan, width, usual }: ImportState,
): MerchantPage => ({
  view: 'catalogue/product-import',
  title: (scope) => texts(scope, 'heading'),
  paths: pathsTo('merchant.productImport', { listing: listing.id, import: found.id }),
  listing,
  section: 'products',
  present: (scope): ProductImportView => {
    const { locale } = scope;
    const writer = uploadWriter(form, scope);
    const columns = found.lines === null ? [] : columnFields(found.lines, width, form, scope);
    const errors = columns.flatMap(({ id, error }) =>
      error === undefined ? [] : [{ field: id, message: error }],
    );
    const { problem } = writer.summary(errors.length > 0);
    return {
      ...(problem === undefined ? {} : { problem }),
      errors,
      action: pathTo('merchant.productImport', locale, { listing: listing.id, import: found.id }),
      ...(plan === null
        ? { result: resultOf(listing, found, kept, scope) }
        : { draft: { columns, preview: previewOf(plan, usual, scope) } }),
      again: {
        href: pathTo('merchant.productImports', locale, { listing: listing.id }),
        label: texts(scope, 'back'),
      },
      back: toProducts(listing, scope),
    };
  },
});

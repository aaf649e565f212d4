import { PRODUCT_COLUMNS, type ProductColumn } from '@halles/contracts';
import type { ColumnMapping } from '@halles/domain/catalogue';
import {
  buttonForm,
  defineActions,
  formReader,
  type FormValues,
  formValuesOf,
  type KeyedError,
  oneOf,
  textOf,
} from '@halles/platform/forms';

/** Columns that a file may have: the form has a field for each. */
const MAX_COLUMNS = 60;

/** Name of the field that says what a column of the file means. @param at from 0 */
export const columnField = (at: number): string => `column-${String(at)}`;

/** Name of the hidden field that says which preview was looked at. */
export const PLAN = 'plan';

const columnsForm = formReader<ColumnMapping>((values) => {
  const mapping = Array.from({ length: MAX_COLUMNS }, (_, at) =>
    oneOf(values, columnField(at), PRODUCT_COLUMNS),
  );
  const errors: Record<string, KeyedError> = {};
  for (const [at, column] of mapping.entries())
    if (column !== null && mapping.indexOf(column) !== at) errors[columnField(at)] = { key: 'columnTwice' };
  return Object.keys(errors).length > 0 ? { errors } : { input: mapping };
});

const planForm = formReader<string>((values) => ({ input: textOf(values, PLAN) }));

/** The buttons of a file that was read: what its columns mean; import, all of it or its right lines; give it up, take it back. */
export const importActions = defineActions({
  button: 'do',
  actions: {
    map: columnsForm,
    import: planForm,
    partial: planForm,
    discard: buttonForm,
    undo: buttonForm,
  },
  otherwise: 'map',
});

/** What the fields of columns are filled in with. Pure. */
export const columnValues = (mapping: ColumnMapping): FormValues =>
  formValuesOf(
    Object.fromEntries(
      mapping.map((column, at): [string, ProductColumn | ''] => [columnField(at), column ?? '']),
    ),
  );

import type { FieldView, FormSummaryView } from '@halles/platform/forms';

interface Link {
  readonly href: string;
  readonly label: string;
}

/** The page `catalogue/product-imports`, without its heading */
export interface ProductImportsView extends FormSummaryView {
  readonly lead: string;
  readonly action: string;
  readonly newId: string;
  readonly field: FieldView;
  readonly model: Link;
  readonly recent: readonly (Link & { readonly undone?: string })[];
  readonly back: Link;
}

/** A change of a product, field by field */
interface ChangeView {
  readonly label: string;
  readonly differences: readonly string[];
}

interface ListView<T> {
  readonly heading: string;
  readonly lines: readonly T[];
  /** How many more there are than are shown. */
  readonly more?: string;
}

export interface ImportPreviewView {
  readonly plan: string;
  /** Said in the place of a preview where there is none. */
  readonly problem?: string;
  readonly wrongs?: ListView<string>;
  readonly adds?: ListView<string>;
  readonly changes?: ListView<ChangeView>;
  readonly sames?: string;
  readonly usual?: string;
  readonly button?: { readonly value: 'import' | 'partial'; readonly label: string };
}

/** The page `catalogue/product-import`, without its heading */
export interface ProductImportView extends FormSummaryView {
  readonly action: string;
  readonly done?: string;
  /** Of a file that was not imported yet. */
  readonly draft?: { readonly columns: readonly FieldView[]; readonly preview: ImportPreviewView };
  /** Of one that was. */
  readonly result?: {
    readonly text: string;
    readonly leftOut?: string;
    readonly undone?: string;
    readonly canUndo: boolean;
    readonly kept: readonly Link[];
  };
  readonly again: Link;
  readonly back: Link;
}

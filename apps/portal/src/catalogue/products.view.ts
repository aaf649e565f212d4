import type { FieldView } from '@halles/platform/forms';
import type { PictureView } from '../photos';

/** The partial `catalogue/product-fields` */
export interface ProductFormView {
  readonly action: string;
  readonly first: readonly FieldView[];
  readonly parts: readonly {
    readonly label: string;
    readonly isOpen: boolean;
    readonly fields: readonly FieldView[];
  }[];
}

/** The photograph of a product, in `catalogue/product` */
export interface ProductPhotoView {
  readonly action: string;
  readonly accept: string;
  /** Characters of what may be said of it. */
  readonly longest: number;
  readonly picture?: PictureView;
  /** Why what was sent was not taken. */
  readonly error?: string;
}

interface RaiseView {
  readonly value: string;
  readonly label: string;
}

/** A section of `catalogue/products` */
export interface ProductSectionView {
  /** Absent where the shop has no sections. */
  readonly name?: string;
  readonly raise?: RaiseView;
  readonly products: readonly {
    readonly href: string;
    readonly name: string;
    readonly price: string;
    readonly about: string;
    readonly raise?: RaiseView;
  }[];
}

import type { FieldView } from '@halles/platform/forms';
import type { OnePictureView, PictureView } from '../photos';

/** The partial `catalogue/product-fields` */
export interface ProductFormView {
  readonly action: string;
  /** What the form of a product that there is was filled in with. */
  readonly seen?: string;
  readonly first: readonly FieldView[];
  readonly parts: readonly {
    readonly label: string;
    readonly isOpen: boolean;
    readonly fields: readonly FieldView[];
  }[];
}

/** The partial `catalogue/move`: the place of a product in its section, or of a section. */
export interface MoveView {
  readonly value: string;
  /** Of the field. */
  readonly id: string;
  readonly label: string;
  /** From 1. */
  readonly place: string;
  readonly places: string;
  /** The button that puts it one place further up; absent of the first. */
  readonly up?: { readonly place: string; readonly label: string };
}

/** A section of `catalogue/products` */
export interface ProductSectionView {
  /** Absent where the shop has no sections. */
  readonly name?: string;
  readonly move?: MoveView;
  readonly products: readonly {
    readonly href: string;
    readonly name: string;
    readonly price: string;
    readonly about: string;
    readonly move?: MoveView;
  }[];
}

/** Where a bar code is read with the camera, or typed. */
export interface ProductScanView {
  readonly action: string;
  readonly value: string;
  /** What reads bar codes where the browser does not. */
  readonly library: string;
  readonly program: string;
  readonly error?: string;
  /** No product has it: it stands in the form below. */
  readonly found?: string;
}

/** A photo of a product, with the form that changes it. */
export interface ProductPhotoView {
  readonly action: string;
  /** Id of the field of its description. */
  readonly field: string;
  /** « Photo 2 sur 5 » */
  readonly title: string;
  readonly picture: PictureView;
  /** What was said of it in the reader's language. */
  readonly alt: string;
  readonly error?: string;
  /** Whether the front is more than one place away. */
  readonly canBeFirst: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The photos of a product, in `catalogue/product`. */
export interface ProductPhotosView {
  readonly heading: string;
  readonly all: readonly ProductPhotoView[];
  readonly longest: number;
  /** The form of another; absent where there is no room. */
  readonly add?: OnePictureView;
  /** That there is no room. */
  readonly full?: string;
}

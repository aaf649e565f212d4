import type { PictureView } from '../../photos';
import type { LinkView } from '../../rendering/link.view';
import type { OpenStateView } from '../../search';
import type { ProductFieldView } from '../order.view';

/** `orders/product` */
export interface ProductPageBody {
  readonly heading: string;
  readonly trail: readonly LinkView[];
  /** What was chosen cannot be had so. */
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** Said of a shop that is invented: nobody bakes. */
  readonly demonstration?: string;
  /** The shop takes no orders for a while. */
  readonly paused?: string;
  readonly pictures: readonly PictureView[];
  readonly product: ProductFieldView;
  /** "TVA 5,5 % comprise" */
  readonly vat: string;
  /** What the law has said before something is ordered: weighing, withdrawal, age. */
  readonly terms: readonly string[];
  readonly shop: {
    readonly name: LinkView;
    readonly where: string;
    /** Absent where the page is shown as it was a while ago. */
    readonly state?: OpenStateView;
    readonly products: LinkView;
  };
  /** Of what is asked for, how: by phone, in a list. */
  readonly ask: readonly (LinkView & { readonly icon: string })[];
  readonly action: string;
  /** Its button: what is ordered, or reserved. */
  readonly button: string;
  /** What the form sends along: which product somebody comes from. */
  readonly hidden: { readonly name: string; readonly value: string };
}

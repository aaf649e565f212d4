import type { FieldView } from '@halles/platform/forms';
import type { ContactBody } from '../enquiries';
import type { ProseBody } from '../rendering/prose.view';
import type { HomeBody } from '../static-pages';

/** The page that shows every component in a tenant's theme; its one instance is the fixture. */
export interface StyleguideBody extends Pick<
  HomeBody,
  'search' | 'categories' | 'word' | 'figures' | 'join'
> {
  readonly heading: string;
  /** Names of the colour tokens as in CSS, and of the pictograms. */
  readonly swatches: readonly string[];
  readonly icons: readonly string[];
  readonly fields: readonly FieldView[];
  readonly problem: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly organisation: ContactBody['organisation'];
  readonly section: ProseBody['sections'][number];
}

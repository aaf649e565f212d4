import type { LinkView } from '../rendering/link.view';
import type { GaugeNoticeView } from '../wording/gauge-words';
import type { ShopPostView } from '../posts';
import type { ListingCardView, SearchBoxView } from '../search';

export interface HomeBody {
  readonly search: SearchBoxView;
  readonly categories: readonly { readonly icon: string; readonly label: string; readonly href: string }[];
  /** Rules on how many people may be inside; absent where there is none. */
  readonly gauges?: readonly GaugeNoticeView[];
  /** What is open near the centre; absent where too little is. */
  readonly open?: { readonly cards: readonly ListingCardView[]; readonly all: LinkView };
  /** Some that take orders; absent where none does. */
  readonly ordering?: { readonly cards: readonly ListingCardView[]; readonly all: LinkView };
  /** The newest that shops tell of; absent where there is nothing. */
  readonly posts?: { readonly shown: readonly ShopPostView[]; readonly all: LinkView };
  readonly word: { readonly paragraphs: readonly string[]; readonly author: string; readonly role: string };
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  readonly about: LinkView;
  /** Where somebody who keeps a business finds its page. */
  readonly join: LinkView;
}

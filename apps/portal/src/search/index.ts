export { emptySearchParams } from './search-params';
export { coversOf, withOrderingNow } from './covers';
export { MinuteCache } from './minute-cache';
export { presentListingCard, presentOpenState } from './listing-card.presenter';
export type { ListingCardView, OpenStateView, VerbView } from './listing-card.view';
export { presentCards, presentSearchBox } from './results.presenter';
export type { SearchBoxView } from './results.view';
export { PortalSearchModule } from './search.module';

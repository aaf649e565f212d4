export { ListingPageService } from './listing-page.service';
export { presentConfirmed, presentUnconfirmed } from './listing-confirmed';
export type { FactsView } from './listing.view';
export { identifyListing } from './listing-identity';
export { presentListing } from './listing.presenter';
export { PortalListingsModule } from './listings.module';

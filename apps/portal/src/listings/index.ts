export { ListingPageService } from './listing-page.service';
export { presentConfirmed } from './listing-parts';
export type { FactsView } from './listing.view';
export { identifyListing } from './listing-identity';
export { presentListing } from './listing.presenter';
export { PortalListingsModule } from './listings.module';

export { ListingPageService } from './listing-page.service';
export { identifyListing } from './listing-identity';
export { presentListing } from './listing.presenter';
export { PortalListingsModule } from './listings.module';

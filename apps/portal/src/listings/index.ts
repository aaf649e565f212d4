export { ListingPageService } from './listing-page.service';
export { identifyListing, presentListing } from './listing.presenter';
export { PortalListingsModule } from './listings.module';

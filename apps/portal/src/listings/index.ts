export { ListingPageService } from './listing-page.service';
export { identifyListing, presentListing } from './listing.presenter';
export { PortalListingsModule } from './listings.module';
export { type BusinessContext, localBusinessOf } from './local-business';

export { ListingId, ListingParam } from './listing-param';

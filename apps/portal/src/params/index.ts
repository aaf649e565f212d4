export { ListingId, ListingParam } from './listing-param';
export { isUuid, newIdIn } from './new-id';

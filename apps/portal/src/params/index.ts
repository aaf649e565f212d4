export { Done, pathDone, redirectDone } from './done';
export { ListingId, ListingParam } from './listing-param';
export { isUuid, newIdIn } from './new-id';

export { Done, pathDone, redirectDone } from './done';
export { FollowedLink } from './followed-link';
export { holdKeys } from './hold-keys';
export { ListingId, ListingParam } from './listing-param';
export { isUuid, newIdIn } from './new-id';
export { readDay, type RequestedDay } from './requested-day';

export { type MerchantListing, type MerchantPage, MerchantSpace } from './merchant-space';
export type { MerchantFrameView } from './merchant-space.view';
export { type ListingRoute, type MerchantSection, MerchantSections } from './sections';

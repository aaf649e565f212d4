export { type MerchantPage, MerchantSpace } from './merchant-space';
export type { MerchantFrameView, MerchantListing } from './merchant-space.view';
export { type Urgency, type Waiting, MerchantWaiting, type WaitingSource } from './waiting';
export { presentWaiting } from './waiting.presenter';
export type { WaitingView } from './waiting.view';
export { type ListingRoute, type MerchantSection, MerchantSections } from './sections';

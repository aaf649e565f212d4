export { agentsVoice } from './agent-voice';
export { allowedOf } from './frame.presenter';
export { type MerchantPage, MerchantSpace } from './merchant-space';
export type { MerchantFrameView, MerchantListing, OnBehalfView } from './merchant-space.view';
export { presentOnBehalf } from './on-behalf.presenter';
export {
  DECISION_SHOWN_FOR,
  type Urgency,
  type Waiting,
  MerchantWaiting,
  type WaitingSource,
  waitingOn,
} from './waiting';
export { presentWaiting } from './waiting.presenter';
export type { WaitingView } from './waiting.view';
export { type ListingRoute, type MerchantSection, MerchantSections, type SharedSection } from './sections';
export { MerchantRequest, SpaceRequest } from './space-request';
export { accountOf, fieldsOfUser, InSpace, isAgent, type SpaceUser } from './space-user';

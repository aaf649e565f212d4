export {
  type Correction,
  type CorrectionChanges,
  type CorrectionLink,
  type Doubt,
  type ListingCorrections,
  canRequestLink,
  LINKS_A_DAY,
  maskedAddress,
} from './correction';
export {
  type CorrectionAnnouncement,
  CorrectionAnnouncements,
  type NamedCorrection,
} from './announcements/correction-announcements.service';
export * from './correction.errors';
export * from './correction.events';
export { correctionPageLink } from './correction-link';
export {
  type CorrectionJudge,
  type CorrectionJudgement,
  CorrectionService,
  type OpenLink,
} from './correction.service';
export { addressLine, type EditedPlace } from './places/decided-places';
export {
  communeNamed,
  degreesOf,
  isPlaceDoubt,
  NEAR_METRES,
  placeLines,
  pointFrom,
} from './places/place-move';
export {
  type MerchantSaved,
  MerchantPlaces,
  type OwnPlaceRequest,
  type PlaceAnswer,
  type PlaceQuestion,
  type PlaceSurroundings,
} from './places/merchant-places.service';
export type { PlaceRequest, PlaceRequestState } from './places/place.repository';
export {
  TownCorrections,
  type TownChanges,
  type TownCorrection,
  type TownAgent,
} from './town-corrections.service';
export { CorrectionsModule } from './corrections.module';
export { correctionMails } from './mails/correction-mails';

export type { FoundListing } from './listing-finder.repository';
export { ListingFinder } from './listing-finder.service';
export { withClosures } from './closures';
export { type Closures, datedDaysElsewhere, withoutClosures } from './dated-days';
export {
  BY_LINK,
  FACTS,
  FACT_SOURCES,
  type Fact,
  type FactSource,
  type Provenance,
  type ServiceAnswer,
} from './fact-source';
export {
  FEATURES,
  FEATURE_NAMES,
  type Feature,
  featureBits,
  featuresOf,
  isClaimed,
  MOMENTARY,
  ORDERING,
} from './feature';
export { publishedEmail } from './published-email';
export {
  isTownService,
  type Listing,
  type ListingAddress,
  type ListingPosition,
  type ListingSummary,
  type Visibility,
} from './listing';
export {
  type CategoryBasis,
  type SourceAddress,
  type SourceAttributes,
  type SourceContact,
  type SourceFacts,
  type SourcePosition,
  type SourceState,
  noAttributes,
  noContact,
  noMarks,
} from './source-facts';
export {
  AddressFinder,
  type CommuneWithMiddle,
  type FoundAddress,
  type Neighbour,
  type TypedAddress,
} from './address-finder.repository';
export { departmentOf } from './department';
export { typedPhone } from './typed-phone';
export {
  HAS_GOODS,
  HAS_OFFER,
  IS_BUYABLE,
  IS_HANDLED,
  IS_SHOWN,
  isForToday,
  isTaking,
  MAY_SELL,
  TAKES_LISTS,
} from './orderable';
export type { ListingBatch } from './listing-batch';
export { holdListing } from './hold-listing';
export { ListingWriter, REFRESH_BATCH, type RefreshCounts } from './listing-writer';
export { type SeededTownService, type TownServiceRow, TownServices } from './town-services.service';
export { ListingsModule } from './listings.module';
export { namedMeans } from './payment-means';
export { resolveListing } from './resolve-listing';
export type { ListingCommune, ListingSource, ResolvedListing } from './resolved-listing';
export { type DirectoryFigures, ListingService } from './listing.service';
export {
  isListingId,
  LISTING_SUMMARY,
  type ListingAddressOnSite,
  ListingRepository,
  type ListingSummaryRow,
  type PublicFilter,
  toListingSummary,
} from './listing.repository';
export * from './listing.errors';
export { DAYS_OF_OPENINGS } from './listing-opening';
export { OpeningService, type RenewalCounts } from './opening.service';
export { listingMailTexts } from './mails/listing-texts';
export { type ClosedListing, type KnownOf } from './unlisted.repository';
export { UnlistedListings } from './unlisted.service';

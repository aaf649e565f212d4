export { FACTS, FACT_SOURCES, type Fact, type FactSource, type Provenance } from './fact-source';
export { FEATURES, FEATURE_NAMES, type Feature, featureBits, featuresOf } from './feature';
export type { Listing, ListingAddress, ListingPosition, ListingSummary, Visibility } from './listing';
export {
  type Degrees,
  HALF_WORLD,
  type PlanePoint,
  planeMetresPerMetre,
  toDegrees,
  toPlane,
} from './mercator';
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

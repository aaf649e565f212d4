export type { PlaceOnSite } from './landmark.repository';
export { LandmarkService, WORTH_INDEXING } from './landmark.service';
export { type NeighbourQuery, NeighbourService } from './neighbour.service';
export { rankingFormula, type RankingFormula } from './ranking-formula';
export * from './search.errors';
export { SearchModule } from './search.module';
export { SearchService } from './search.service';
export { type Bounds, type SearchQuery, searchQuery } from './search-query';
export {
  type Cluster,
  type Facets,
  type Interpretation,
  type Origin,
  type Reasons,
  type SearchPage,
  type SearchPlace,
  type SearchResult,
  type Suggestion,
  TIERS,
  type Tier,
} from './search-page';
export { UnansweredService } from './unanswered.service';

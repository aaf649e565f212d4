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

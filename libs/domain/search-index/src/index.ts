export { IndexState } from './index-changes';
export { IndexCounts } from './index-counts';
export type { IndexedListing } from './indexed-listing';
export { SearchIndexModule } from './search-index.module';
export { SearchIndexer } from './search-indexer';
export { type SearchKeyKind, streetKey } from './search-keys';
export { type District, SearchPlaces } from './search-places';

export type { Branch, Category, CategoryTree, OsmCondition } from './category';
export { branches, categoryById, leavesOf } from './category-index';
export { baseCategories } from './category-tree';
export { type NotPublicReason, notPublicReasons } from './data/not-public';
export { foldText, stemText } from './fold';
export { type CategoryMatch, matchBranch, matchCategory } from './match-category';
export { type NafDecision, type RegisterFacts, categoryOfNaf } from './naf-category';
export { nafRev2, nafRev2Label } from './naf-rev2';
export { type OsmTags, categoryOfOsmTags } from './osm-category';
export { type SchemaType, isSchemaType } from './schema-types';
export { applyTenantCategories, findCategoryErrors } from './tenant-categories';
export {
  type StreetParts,
  displayCommune,
  displayName,
  displayPerson,
  displayStreet,
  displayStreetParts,
  tidySpacing,
} from './typography';

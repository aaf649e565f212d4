export { allergenWords } from './allergens';
export { CatalogueModule } from './catalogue.module';
export { CatalogueService } from './catalogue.service';
export type { Archived, SomeChanges, WantedVariants } from './wanted-products';
export * from './imports/product-import';
export { differences, type ProductFact } from './imports/product-facts';
export type { UnrestoredProduct } from './imports/product-import.repository';
export { ProductImports } from './imports/product-imports.service';
export { MAX_ARCHIVED, MAX_PRODUCTS, type Product } from './product';
export { type ComparedUnit, contentOf, contentWords, type UnitPrice, unitPriceOf } from './content';
export {
  type ChoiceProblem,
  type ChosenOption,
  isOffered,
  isSellable,
  type PricedChoice,
  type PricedProduct,
  priceRange,
  priceWith,
} from './options';
export * from './product.errors';
export { ProductJournal } from './product-journal';
export type { ProductPage } from './product-pages';
export { type FoundProduct, ProductFinder } from './product-finder.service';
export { ProductIndex } from './product-index.service';
export { type ProductAddress, ProductRepository, type StockChange } from './product.repository';
export { type Moved, type Section, sectionsOf } from './sections';
export { areAlike, type SharedChanges, sharedFactsOf, SHARED_FACTS, withVariants } from './shared-facts';
export {
  areWithinLimits,
  type Attribute,
  attributesOf,
  groupsOf,
  isNameable,
  soldName,
  variantsOf,
  variantWords,
} from './variants';
export {
  isHadAt,
  isTimed,
  type LocalMoment,
  type ProductTimes,
  productHoursText,
  readProductHours,
  readSeason,
  wrongSeasonDays,
  seasonText,
  timesWords,
} from './product-times';
export { type UsualTerms, usualTerms } from './usual-terms';
export {
  type ChosenWeight,
  countedAnew,
  gramsOf,
  isSoldOut,
  lightest,
  priceOfWeight,
  type StockUnit,
  stockUnit,
  weightOf,
  weightWords,
} from './weighing';
export { type VatRate, type VatShare, vatRate, vatShares } from './vat';

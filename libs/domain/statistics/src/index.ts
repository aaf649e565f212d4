export { LISTING_USES, type ListingUse, type UseTotals } from './listing-use';
export { type ListingStatistics, tendency, type UsePeriod } from './periods';
export { StatisticsModule } from './statistics.module';
export { StatisticsService } from './statistics.service';
export { UseCounter } from './use-counter';

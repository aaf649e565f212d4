export { ListingViews } from './listing-views.service';
export { PortalStatisticsModule } from './statistics.module';

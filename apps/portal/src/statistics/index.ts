export { ListingViews } from './listing-views.service';
export { PortalStatisticsModule } from './portal-statistics.module';

export { PortalFreshnessModule } from './portal-freshness.module';

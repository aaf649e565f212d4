export { PortalFreshnessModule } from './freshness.module';

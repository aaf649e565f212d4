export { PortalGaugesModule } from './gauges.module';

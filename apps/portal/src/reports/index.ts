export { PortalReportsModule } from './reports.module';

export { PortalReportsModule } from './portal-reports.module';

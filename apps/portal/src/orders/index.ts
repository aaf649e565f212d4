export { PortalOrdersModule } from './portal-orders.module';

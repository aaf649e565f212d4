export { PortalOrdersModule } from './orders.module';

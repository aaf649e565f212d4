export { PortalTransfersModule } from './transfers.module';

export { PortalFootfallModule } from './footfall.module';

export { PortalAdditionsModule } from './additions.module';

export { PortalCatalogueModule } from './portal-catalogue.module';

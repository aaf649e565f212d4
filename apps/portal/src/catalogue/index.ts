export { PortalCatalogueModule } from './catalogue.module';

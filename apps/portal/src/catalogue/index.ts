export { PortalCatalogueModule } from './catalogue.module';
export { price } from './product.form';

export { PortalCatalogueModule } from './catalogue.module';
export { ADULT_GOODS, price } from './product.form';

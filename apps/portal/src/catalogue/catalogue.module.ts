import { CatalogueModule } from '@halles/domain/catalogue';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { ArchivedProductsController } from './archived-products.controller';
import { ProductEntryController } from './product-entry.controller';
import { ProductPages } from './product-pages';
import { ProductPhotoController } from './product-photo.controller';
import { ProductImportsController } from './product-imports.controller';
import { ProductTableController } from './product-table.controller';
import { ProductsController } from './products.controller';

/** Merchants say what they sell. */
@Module({
  imports: [CatalogueModule, ProfilesModule],
  controllers: [
    ArchivedProductsController,
    ProductsController,
    ProductEntryController,
    ProductImportsController,
    ProductPhotoController,
    ProductTableController,
  ],
  providers: [ProductPages],
})
export class PortalCatalogueModule {}

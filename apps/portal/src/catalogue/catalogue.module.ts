import { CatalogueModule } from '@halles/domain/catalogue';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { ProductsController } from './products.controller';

/** Merchants say what they sell. */
@Module({ imports: [CatalogueModule, ProfilesModule], controllers: [ProductsController] })
export class PortalCatalogueModule {}

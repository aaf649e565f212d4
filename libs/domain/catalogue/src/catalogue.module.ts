import { Module } from '@nestjs/common';
import { CatalogueService } from './catalogue.service';
import { ProductRepository } from './product.repository';

@Module({
  providers: [ProductRepository, CatalogueService],
  exports: [CatalogueService, ProductRepository],
})
export class CatalogueModule {}

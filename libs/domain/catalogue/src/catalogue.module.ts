import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { CatalogueService } from './catalogue.service';
import { ProductFinder } from './product-finder.service';
import { ProductIndex } from './product-index.service';
import { ProductWordRepository } from './product-word.repository';
import { ProductRepository } from './product.repository';

@Module({
  imports: [ListingsModule],
  providers: [ProductRepository, ProductWordRepository, ProductFinder, ProductIndex, CatalogueService],
  exports: [CatalogueService, ProductFinder, ProductIndex, ProductRepository],
})
export class CatalogueModule {}

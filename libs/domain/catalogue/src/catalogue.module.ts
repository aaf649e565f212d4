import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { CatalogueService } from './catalogue.service';
import { ProductFinder } from './product-finder.service';
import { ProductIndex } from './product-index.service';
import { ProductWordRepository } from './product-word.repository';
import { ProductImportRepository } from './imports/product-import.repository';
import { ProductImports } from './imports/product-imports.service';
import { ProductWriter } from './product-writer';
import { ProductRepository } from './product.repository';

@Module({
  imports: [ListingsModule],
  providers: [
    ProductRepository,
    ProductWordRepository,
    ProductFinder,
    ProductIndex,
    ProductWriter,
    CatalogueService,
    ProductImportRepository,
    ProductImports,
  ],
  exports: [CatalogueService, ProductFinder, ProductImports, ProductIndex, ProductRepository],
})
export class CatalogueModule {}

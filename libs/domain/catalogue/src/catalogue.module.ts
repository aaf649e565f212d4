import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { Module } from '@nestjs/common';
import { CatalogueService } from './catalogue.service';
import { ProductFinder } from './product-finder.service';
import { ProductIndex } from './product-index.service';
import { ProductWordRepository } from './product-word.repository';
import { ProductImportRepository } from './imports/product-import.repository';
import { ProductImports } from './imports/product-imports.service';
import { ProductJournal } from './product-journal';
import { ProductWriter } from './product-writer';
import { ProductRepository } from './product.repository';

@Module({
  imports: [ListingsModule, NotificationServiceModule],
  providers: [
    ProductRepository,
    ProductWordRepository,
    ProductFinder,
    ProductIndex,
    ProductWriter,
    ProductJournal,
    CatalogueService,
    ProductImportRepository,
    ProductImports,
  ],
  exports: [CatalogueService, ProductFinder, ProductImports, ProductIndex, ProductJournal, ProductRepository],
})
export class CatalogueModule {}

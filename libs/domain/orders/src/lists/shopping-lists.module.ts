import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders.module';
import { ListPhotos } from './list-photos';
import { ShoppingLists } from './shopping-lists.service';

/** Who sends lists, and their photos. Needs `StorageModule`, which is global. */
@Module({
  imports: [OrdersModule],
  providers: [StorageQuota, ListPhotos, ShoppingLists],
  exports: [ListPhotos, ShoppingLists],
})
export class ShoppingListsModule {}

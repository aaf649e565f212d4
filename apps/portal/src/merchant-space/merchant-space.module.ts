import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { Global, Module } from '@nestjs/common';
import { MerchantSpace } from './merchant-space';
import { MerchantSections } from './sections';
import { MerchantWaiting } from './waiting';

/** The layout, the menu and the home of the merchant space, for every feature that has a page or something waiting there. */
@Global()
@Module({
  imports: [ListingsModule, NotificationsModule],
  providers: [MerchantSections, MerchantWaiting, MerchantSpace],
  exports: [MerchantSections, MerchantWaiting, MerchantSpace],
})
export class MerchantSpaceModule {}

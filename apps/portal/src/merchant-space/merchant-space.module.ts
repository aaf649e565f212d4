import { NotificationsModule } from '@halles/domain/notifications';
import { Global, Module } from '@nestjs/common';
import { MerchantSpace } from './merchant-space';
import { MerchantSections } from './sections';

/** The layout and the menu of the merchant space, for every feature that has a page there. */
@Global()
@Module({
  imports: [NotificationsModule],
  providers: [MerchantSections, MerchantSpace],
  exports: [MerchantSections, MerchantSpace],
})
export class MerchantSpaceModule {}

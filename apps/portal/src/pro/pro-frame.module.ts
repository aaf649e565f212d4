import { NotificationsModule } from '@halles/domain/notifications';
import { Global, Module } from '@nestjs/common';
import { ProPages } from './pro-page';
import { ProSections } from './pro-sections';

/** The layout and the menu of the merchant space, for every feature that has a page there. */
@Global()
@Module({
  imports: [NotificationsModule],
  providers: [ProSections, ProPages],
  exports: [ProSections, ProPages],
})
export class ProFrameModule {}

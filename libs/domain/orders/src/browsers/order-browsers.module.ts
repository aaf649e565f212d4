import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders.module';
import { OrderBrowsers } from './order-browsers.service';

/** Needs PushModule. */
@Module({
  imports: [OrdersModule],
  providers: [OrderBrowsers],
  exports: [OrderBrowsers],
})
export class OrderBrowsersModule {}

import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { Module } from '@nestjs/common';
import { OrderNotifyCustomerProcessor } from './order-notify-customer.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

/** Mails of orders. */
@Module({
  imports: [DeliveriesModule, ListingsModule, OrdersModule],
  providers: [OrderNotifyCustomerProcessor, OrderNotifyShopProcessor],
})
export class OrdersWorkerModule {}

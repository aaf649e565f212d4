import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { Module } from '@nestjs/common';
import { OrderAcknowledgeWithdrawalProcessor } from './order-acknowledge-withdrawal.processor';
import { OrderNotifyCancellationProcessor } from './order-notify-cancellation.processor';
import { OrderNotifyCustomerProcessor } from './order-notify-customer.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';
import { OrderNotifyWithdrawalProcessor } from './order-notify-withdrawal.processor';
import { UnansweredOrdersTask } from './unanswered-orders.task';

/** Mails of orders, and the end of those that nobody answered. */
@Module({
  imports: [DeliveriesModule, ListingsModule, OrdersModule],
  providers: [
    OrderNotifyShopProcessor,
    OrderNotifyCancellationProcessor,
    OrderNotifyCustomerProcessor,
    OrderNotifyWithdrawalProcessor,
    OrderAcknowledgeWithdrawalProcessor,
    UnansweredOrdersTask,
  ],
})
export class OrdersWorkerModule {}

import { CatalogueModule } from '@halles/domain/catalogue';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { LettersModule } from '@halles/platform/letters';
import { Module } from '@nestjs/common';
import { OrderAcknowledgeWithdrawalProcessor } from './order-acknowledge-withdrawal.processor';
import { OrderNotifyCancellationProcessor } from './order-notify-cancellation.processor';
import { OrderNotifyCustomerProcessor } from './order-notify-customer.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';
import { OrderNotifyWithdrawalProcessor } from './order-notify-withdrawal.processor';
import { ProductIndexTask } from './product-index.task';
import { UnansweredOrdersTask } from './unanswered-orders.task';

/** Mails of orders, the end of those that nobody answered, and what search missed of what shops sell. */
@Module({
  imports: [CatalogueModule, DeliveriesModule, LettersModule, ListingsModule, OrdersModule],
  providers: [
    OrderNotifyShopProcessor,
    OrderNotifyCancellationProcessor,
    OrderNotifyCustomerProcessor,
    OrderNotifyWithdrawalProcessor,
    OrderAcknowledgeWithdrawalProcessor,
    ProductIndexTask,
    UnansweredOrdersTask,
  ],
})
export class OrdersWorkerModule {}

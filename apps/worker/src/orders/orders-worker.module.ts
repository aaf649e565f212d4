import { CatalogueModule } from '@halles/domain/catalogue';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { OrderBrowsersModule, OrdersModule, ShoppingListsModule } from '@halles/domain/orders';
import { Module } from '@nestjs/common';
import { OrderAcknowledgeWithdrawalProcessor } from './order-acknowledge-withdrawal.processor';
import { OrderAnnounceCallsProcessor } from './order-announce-calls.processor';
import { OrderAskPauseProcessor } from './order-ask-pause.processor';
import { HeldNoticesTask } from './held-notices.task';
import { OrderAssuranceTask } from './order-assurance.task';
import { OrderConfirmContactProcessor } from './order-confirm-contact.processor';
import { LapsedConfirmationsTask } from './lapsed-confirmations.task';
import { LapsedAmendmentsTask } from './lapsed-amendments.task';
import { OrderFiguresTask } from './order-figures.task';
import { OrderNotifyAmendmentProcessor } from './order-notify-amendment.processor';
import { OrderNotifyCancellationProcessor } from './order-notify-cancellation.processor';
import { OrderNotifyCustomerProcessor } from './order-notify-customer.processor';
import { ListPhotosTask } from './list-photos.task';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';
import { OrderNotifyWithdrawalProcessor } from './order-notify-withdrawal.processor';
import { OrderRemindShopProcessor } from './order-remind-shop.processor';
import { OrderUnconfirmedProcessor } from './order-unconfirmed.processor';
import { OrderPushCustomerProcessor } from './order-push-customer.processor';
import { OrderPushShopProcessor } from './order-push-shop.processor';
import { OrderNotifyAdvanceProcessor } from './order-notify-advance.processor';
import { OrderSendCreditNoteProcessor } from './order-send-credit-note.processor';
import { OrderTextCustomerProcessor } from './order-text-customer.processor';
import { OrderTextShopProcessor } from './order-text-shop.processor';
import { ProductIndexTask } from './product-index.task';
import { OrderPaymentsTask } from './order-payments.task';
import { PaymentCheckAccountProcessor } from './payment-check-account.processor';
import { PaymentNotifyContestedProcessor } from './payment-notify-contested.processor';
import { PaymentSettleProcessor } from './payment-settle.processor';
import { ShopMailer } from './shop-mailer';
import { ShownOrderingTask } from './shown-ordering.task';
import { TexterModule } from './texter.module';
import { UnansweredOrdersTask } from './unanswered-orders.task';
import { WithheldAcknowledgementsTask } from './withheld-acknowledgements.task';

/** Mails of orders, what happens to those that nobody answers, and what search missed of what shops sell. */
@Module({
  imports: [
    CatalogueModule,
    DeliveriesModule,
    ListingsModule,
    NotificationsModule,
    OrderBrowsersModule,
    OrdersModule,
    ShoppingListsModule,
    TexterModule,
  ],
  providers: [
    ShopMailer,
    OrderNotifyShopProcessor,
    OrderConfirmContactProcessor,
    OrderNotifyAmendmentProcessor,
    OrderNotifyCancellationProcessor,
    OrderNotifyCustomerProcessor,
    OrderNotifyWithdrawalProcessor,
    PaymentNotifyContestedProcessor,
    OrderAcknowledgeWithdrawalProcessor,
    OrderNotifyAdvanceProcessor,
    OrderSendCreditNoteProcessor,
    OrderRemindShopProcessor,
    OrderAskPauseProcessor,
    OrderTextShopProcessor,
    OrderTextCustomerProcessor,
    OrderPushCustomerProcessor,
    OrderPushShopProcessor,
    OrderUnconfirmedProcessor,
    OrderAnnounceCallsProcessor,
    HeldNoticesTask,
    OrderAssuranceTask,
    ProductIndexTask,
    ShownOrderingTask,
    UnansweredOrdersTask,
    LapsedAmendmentsTask,
    LapsedConfirmationsTask,
    ListPhotosTask,
    WithheldAcknowledgementsTask,
    OrderFiguresTask,
    PaymentSettleProcessor,
    PaymentCheckAccountProcessor,
    OrderPaymentsTask,
  ],
})
export class OrdersWorkerModule {}

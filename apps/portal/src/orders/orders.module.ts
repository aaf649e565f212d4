import { CatalogueModule } from '@halles/domain/catalogue';
import { ListingsModule } from '@halles/domain/listings';
import { OrderBrowsersModule, OrdersModule, ShoppingListsModule } from '@halles/domain/orders';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { LettersModule } from '@halles/platform/letters';
import { Module } from '@nestjs/common';
import { AccountOrdersController } from './order-page/account-orders.controller';
import { AmendmentController } from './order-page/amendment.controller';
import { FulfilmentSettingsController } from './settings/fulfilment-settings.controller';
import { BasketsController } from './baskets/baskets.controller';
import { Baskets } from './baskets/baskets.service';
import { TourController } from './baskets/tour.controller';
import { PickupTours } from './baskets/tour.service';
import { CustomerOrders } from './order-page/customer-orders.service';
import { PortalPhotosModule } from '../photos';
import { ListController } from './lists/list.controller';
import { MerchantListController } from './lists/merchant-list.controller';
import { BlockedCustomersController } from './settings/blocked-customers.controller';
import { HandOverController } from './hand-over/hand-over.controller';
import { MerchantAmendmentController } from './inbox/merchant-amendment.controller';
import { AgentOrders } from './inbox/agent-orders.service';
import { MerchantOrderController } from './inbox/merchant-order.controller';
import { MerchantOrdersController } from './inbox/merchant-orders.controller';
import { OrderPageService } from './checkout/order-page.service';
import { OrderStreamController } from './inbox/order-stream.controller';
import { CreditNoteController } from './order-page/credit-note.controller';
import { OrderReturnController } from './inbox/order-return.controller';
import { OrderDocumentsController } from './order-page/order-documents.controller';
import { OrderProgressController } from './order-page/order-progress.controller';
import { OrderAnswerController } from './inbox/order-answer.controller';
import { OrderPushController } from './order-page/order-push.controller';
import { OrderConfirmController } from './checkout/order-confirm.controller';
import { OrderSilenceController } from './inbox/order-silence.controller';
import { OrderContactController } from './settings/order-contact.controller';
import { OrderContactsController } from './settings/order-contacts.controller';
import { BasketTotalController } from './checkout/basket-total.controller';
import { OrderController } from './checkout/order.controller';
import { SlotRulesController } from './settings/slot-rules.controller';
import { PlacedOrderController } from './order-page/placed-order.controller';
import { OrderingController } from './settings/ordering.controller';
import { OrderDayController } from './inbox/order-day.controller';
import { ShopsOrdersController } from './inbox/shops-orders.controller';
import { MerchantOrderActions } from './inbox/merchant-order-actions.service';
import { OrderWaiting } from './inbox/order.waiting';
import { PaymentSettingsController } from './settings/payment-settings.controller';
import { SalesController } from './sales/sales.controller';
import { PreparationController } from './preparation/preparation.controller';
import { ProductPageController } from './products/product-page.controller';
import { ProductPageService } from './products/product-page.service';
import { SaleTermsController } from './settings/sale-terms.controller';
import { StreamsModule } from '../streams';
import { ShopOrders } from './shop-orders.service';
import { StaffOrderController } from './staff-orders/staff-order.controller';
import { WithdrawalController } from './order-page/withdrawal.controller';

/** Customers order from shops, and shops prepare what was ordered. */
@Module({
  imports: [
    CatalogueModule,
    LettersModule,
    ListingsModule,
    OrderBrowsersModule,
    OrdersModule,
    PlaceDaysModule,
    PortalPhotosModule,
    ProfilesModule,
    ShoppingListsModule,
    StreamsModule,
  ],
  controllers: [
    AccountOrdersController,
    OrderController,
    BasketTotalController,
    PlacedOrderController,
    SlotRulesController,
    BasketsController,
    TourController,
    OrderConfirmController,
    OrderPushController,
    OrderContactController,
    OrderSilenceController,
    OrderContactsController,
    OrderProgressController,
    OrderDocumentsController,
    CreditNoteController,
    OrderReturnController,
    SaleTermsController,
    ProductPageController,
    WithdrawalController,
    OrderAnswerController,
    ListController,
    MerchantListController,
    AmendmentController,
    StaffOrderController,
    MerchantOrdersController,
    MerchantOrderController,
    ShopsOrdersController,
    OrderDayController,
    HandOverController,
    BlockedCustomersController,
    MerchantAmendmentController,
    PreparationController,
    OrderStreamController,
    OrderingController,
    FulfilmentSettingsController,
    PaymentSettingsController,
    SalesController,
  ],
  providers: [
    AgentOrders,
    Baskets,
    PickupTours,
    CustomerOrders,
    MerchantOrderActions,
    OrderPageService,
    ProductPageService,
    OrderWaiting,
    ShopOrders,
  ],
})
export class PortalOrdersModule {}

import { CatalogueModule } from '@halles/domain/catalogue';
import { ListingsModule } from '@halles/domain/listings';
import { OrderBrowsersModule, OrdersModule, ShoppingListsModule } from '@halles/domain/orders';
import { ProfilesModule } from '@halles/domain/profiles';
import { LettersModule } from '@halles/platform/letters';
import { Module } from '@nestjs/common';
import { AmendmentController } from './amendment.controller';
import { FulfilmentSettingsController } from './fulfilment-settings.controller';
import { BasketsController } from './baskets/baskets.controller';
import { Baskets } from './baskets/baskets.service';
import { TourController } from './baskets/tour.controller';
import { PickupTours } from './baskets/tour.service';
import { CustomerOrders } from './customer-orders.service';
import { PortalPhotosModule } from '../photos';
import { ListController } from './list.controller';
import { MerchantListController } from './merchant-list.controller';
import { MerchantAmendmentController } from './merchant-amendment.controller';
import { MerchantOrdersController } from './merchant-orders.controller';
import { OrderPageService } from './order-page.service';
import { OrderStreamController } from './order-stream.controller';
import { OrderStreams } from './order-streams';
import { OrderDocumentsController } from './order-documents.controller';
import { OrderProgressController } from './order-progress.controller';
import { OrderAnswerController } from './order-answer.controller';
import { OrderPushController } from './order-push.controller';
import { OrderConfirmController } from './order-confirm.controller';
import { OrderSilenceController } from './order-silence.controller';
import { OrderContactController } from './order-contact.controller';
import { OrderContactsController } from './order-contacts.controller';
import { OrderController } from './order.controller';
import { SlotRulesController } from './slot-rules.controller';
import { PlacedOrderController } from './placed-order.controller';
import { OrderingController } from './ordering.controller';
import { OrderWaiting } from './order.waiting';
import { PaymentSettingsController } from './payment-settings.controller';
import { SalesController } from './sales.controller';
import { PreparationController } from './preparation.controller';
import { ProductPageController } from './product-page.controller';
import { ProductPageService } from './product-page.service';
import { SaleTermsController } from './sale-terms.controller';
import { StaffOrderController } from './staff-order.controller';
import { WithdrawalController } from './withdrawal.controller';

/** Customers order from shops, and shops prepare what was ordered. */
@Module({
  imports: [
    CatalogueModule,
    LettersModule,
    ListingsModule,
    OrderBrowsersModule,
    OrdersModule,
    PortalPhotosModule,
    ProfilesModule,
    ShoppingListsModule,
  ],
  controllers: [
    OrderController,
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
    SaleTermsController,
    ProductPageController,
    WithdrawalController,
    OrderAnswerController,
    ListController,
    MerchantListController,
    AmendmentController,
    StaffOrderController,
    MerchantOrdersController,
    MerchantAmendmentController,
    PreparationController,
    OrderStreamController,
    OrderingController,
    FulfilmentSettingsController,
    PaymentSettingsController,
    SalesController,
  ],
  providers: [
    Baskets,
    PickupTours,
    CustomerOrders,
    OrderPageService,
    ProductPageService,
    OrderStreams,
    OrderWaiting,
  ],
})
export class PortalOrdersModule {}

import { AccountsModule } from '@halles/domain/accounts';
import { CatalogueModule } from '@halles/domain/catalogue';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { LettersModule } from '@halles/platform/letters';
import { Outbox } from '@halles/platform/outbox';
import { PaymentsModule } from '@halles/platform/payments';
import { Module } from '@nestjs/common';
import {
  BlockedCustomerPersonalData,
  OwnedBlockedCustomers,
} from './blocked-customers/blocked-customer-personal-data';
import { BlockedCustomerRepository } from './blocked-customers/blocked-customer.repository';
import { BlockedCustomers } from './blocked-customers/blocked-customers.service';
import { AmendmentRepository } from './amendments/amendment.repository';
import { OrderAmendments } from './amendments/order-amendments.service';
import { AssuranceRepository } from './assurance.repository';
import { CreditNoteRepository } from './credit-notes/credit-note.repository';
import { CreditNotes } from './credit-notes/credit-notes.service';
import { OrderReturns } from './credit-notes/order-returns.service';
import { OrderDocuments } from './documents/order-documents.service';
import { OrderNoteRepository } from './documents/order-note.repository';
import { OrderNotes } from './documents/order-notes.service';
import { SendingPayment } from './fulfilment/sending-payment.service';
import { FulfilmentRepository } from './fulfilment/fulfilment.repository';
import { Fulfilments } from './fulfilment/fulfilments.service';
import { FulfilmentSettingsService } from './fulfilment/fulfilment-settings.service';
import { HandOverRepository } from './hand-over/hand-over.repository';
import { OrderHandOvers } from './hand-over/order-hand-overs.service';
import { ListAgreements } from './lists/list-agreements';
import { ListAnswers } from './lists/list-answers.service';
import { ShoppingListRepository } from './lists/shopping-list.repository';
import { OrderStore } from './order-store.service';
import { OrderAnswerers } from './order-answerers';
import { AnswerTimes } from './figures/answer-times';
import { OrderDailyCheckRepository } from './figures/order-daily-check.repository';
import { OrderDailyRepository } from './figures/order-daily.repository';
import { OrderFiguresService } from './figures/order-figures.service';
import { OrderAnswers } from './order-answers.service';
import { OrderBrowserRepository } from './browsers/order-browser.repository';
import { OrderArrivals } from './order-arrivals.service';
import { OrderConfirmations } from './confirmations/order-confirmations.service';
import { HeldNoticeRepository } from './held-notices/held-notice.repository';
import { HeldNotices } from './held-notices/held-notices.service';
import { OrderNotices } from './order-notices';
import { OrderContactPersonalData, OwnedOrderContacts } from './contacts/order-contact-personal-data';
import { OrderContactRepository } from './contacts/order-contact.repository';
import { OrderContacts } from './contacts/order-contacts.service';
import { OrderAssurance } from './order-assurance.service';
import { OrderCallRepository } from './order-call.repository';
import { OrderCalls } from './order-calls.service';
import { OrderDays } from './order-days.service';
import { ClosedDayOrders } from './closed-day-orders.service';
import { OrderClosures } from './order-closures.service';
import { OrderDelays } from './order-delays.service';
import { OrderHandling } from './order-handling.service';
import { OrderInboxes } from './order-inboxes.service';
import { OrderPreparation } from './order-preparation.service';
import { OrderListRepository } from './order-list.repository';
import { OrderMails } from './order-mails.service';
import { CustomerHistory } from './customer-history.service';
import { OrderPersonalData } from './order-personal-data';
import { OrderWorkPersonalData } from './order-work-personal-data';
import { OrderPlacing } from './order-placing.service';
import { OrderReleases } from './order-releases.service';
import { OrderRepository } from './order.repository';
import { HeldStock } from './order-held-stock.service';
import { OrderWeighing } from './order-weighing.service';
import { OrderWithdrawals } from './order-withdrawals.service';
import { OrderingControlsService } from './ordering-controls.service';
import { OrderingSettingsRepository } from './ordering-settings.repository';
import { OrderingSettingsService } from './ordering-settings.service';
import { OrderingShops } from './ordering-shops.service';
import { OwnedShopPhone, ShopPhonePersonalData } from './shop-phone';
import { ShopPhoneRepository } from './shop-phone.repository';
import { OrderPaymentRepository } from './payments/order-payment.repository';
import { AdvancePayments } from './payments/advance-payments.service';
import { CounterPayments } from './payments/counter-payments.service';
import { DirectPayments } from './payments/direct-payments.service';
import { PendingPayments } from './payments/pending-payments.service';
import { OrderPayments } from './payments/order-payments.service';
import { OwnedPaymentAccount, PaymentAccountPersonalData } from './payments/owned-payment-account';
import { PaymentAccountRepository } from './payments/payment-account.repository';
import { PaymentOffers } from './payments/payment-offers.service';
import { PaymentAccounts } from './payments/payment-accounts.service';
import { PaymentEvents } from './payments/payment-events.service';
import { PaymentCheckRepository } from './payments/payment-check.repository';
import { PaymentChecks } from './payments/payment-checks.service';
import { PaymentMismatchRepository } from './payments/payment-mismatch.repository';
import { PaymentReconciliation } from './payments/payment-reconciliation.service';
import { RecipientRepository } from './recipient.repository';
import { ClosedSalesRepository } from './sales/closed-sales.repository';
import { SalesRepository } from './sales/sales.repository';
import { OrderAccounts } from './sales/order-accounts.service';
import { Sales } from './sales/sales.service';
import { OrderSilence } from './silence/order-silence.service';
import { OwnedSilence } from './silence/owned-silence';
import { SilenceRepository } from './silence/silence.repository';
import { PickupTodayRepository } from './pickup-today.repository';
import { PickupToday } from './pickup-today.service';
import { ShownOrdering } from './shown-ordering.service';
import { SoldProducts } from './sold-products.service';
import { OrderSlots } from './order-slots.service';
import { SlotCapacity } from './slot-capacity';
import { SlotHoldRepository } from './slot-hold.repository';
import { SaleTermsRepository } from './terms/sale-terms.repository';
import { SaleTermsService } from './terms/sale-terms.service';
import { Sellers } from './terms/sellers.service';
import { WithdrawalPersonalData } from './withdrawal-personal-data';
import { WithdrawalRepository } from './withdrawal.repository';
import { WithheldAcknowledgements } from './withheld-acknowledgements.service';

@Module({
  imports: [
    AccountsModule,
    CatalogueModule,
    LettersModule,
    ListingsModule,
    NotificationServiceModule,
    PaymentsModule,
    PlaceDaysModule,
    ProfilesModule,
  ],
  providers: [
    HandOverRepository,
    OrderNoteRepository,
    OrderNotes,
    BlockedCustomerPersonalData,
    BlockedCustomerRepository,
    BlockedCustomers,
    OwnedBlockedCustomers,
    DeliveryRepository,
    Outbox,
    OrderRepository,
    OrderListRepository,
    RecipientRepository,
    ClosedSalesRepository,
    SalesRepository,
    OrderDailyCheckRepository,
    OrderDailyRepository,
    AnswerTimes,
    OrderFiguresService,
    Sales,
    OrderAccounts,
    OrderContactRepository,
    OrderContacts,
    OrderContactPersonalData,
    OwnedOrderContacts,
    WithdrawalRepository,
    CreditNoteRepository,
    CreditNotes,
    OrderReturns,
    AdvancePayments,
    CounterPayments,
    DirectPayments,
    PendingPayments,
    OrderingSettingsRepository,
    OrderingShops,
    SoldProducts,
    SaleTermsRepository,
    SaleTermsService,
    Sellers,
    OrderDocuments,
    PickupTodayRepository,
    PickupToday,
    ShownOrdering,
    SilenceRepository,
    OrderSilence,
    OwnedSilence,
    OrderAnswerers,
    SlotCapacity,
    SlotHoldRepository,
    OrderSlots,
    FulfilmentRepository,
    SendingPayment,
    Fulfilments,
    FulfilmentSettingsService,
    OrderingSettingsService,
    OrderingControlsService,
    OrderPlacing,
    OrderDays,
    ClosedDayOrders,
    OrderClosures,
    OrderDelays,
    OrderHandling,
    OrderInboxes,
    OrderHandOvers,
    OrderReleases,
    AmendmentRepository,
    OrderStore,
    ShoppingListRepository,
    ListAgreements,
    ListAnswers,
    HeldStock,
    OrderAmendments,
    OrderArrivals,
    OrderConfirmations,
    HeldNoticeRepository,
    HeldNotices,
    OrderNotices,
    OrderBrowserRepository,
    PaymentAccountRepository,
    PaymentAccounts,
    OwnedPaymentAccount,
    PaymentAccountPersonalData,
    OrderPaymentRepository,
    PaymentOffers,
    OrderPayments,
    PaymentEvents,
    PaymentCheckRepository,
    PaymentChecks,
    PaymentMismatchRepository,
    PaymentReconciliation,
    OrderAnswers,
    OrderWeighing,
    OrderWithdrawals,
    WithheldAcknowledgements,
    OrderMails,
    OrderPreparation,
    CustomerHistory,
    OrderPersonalData,
    OrderWorkPersonalData,
    AssuranceRepository,
    ShopPhoneRepository,
    OwnedShopPhone,
    ShopPhonePersonalData,
    OrderAssurance,
    OrderCallRepository,
    OrderCalls,
    WithdrawalPersonalData,
  ],
  exports: [
    BlockedCustomers,
    CustomerHistory,
    Fulfilments,
    FulfilmentSettingsService,
    OrderWeighing,
    Sales,
    OrderFiguresService,
    OrderAssurance,
    OrderContacts,
    OrderCalls,
    OrderingSettingsService,
    OrderingControlsService,
    OrderingShops,
    SoldProducts,
    OrderPlacing,
    OrderDays,
    ClosedDayOrders,
    OrderClosures,
    OrderDelays,
    OrderHandling,
    OrderInboxes,
    OrderHandOvers,
    OrderReleases,
    OrderAmendments,
    OrderConfirmations,
    HeldNotices,
    OrderNotices,
    OrderRepository,
    OrderBrowserRepository,
    ListAnswers,
    OrderStore,
    ShoppingListRepository,
    SlotCapacity,
    OrderSlots,
    OrderPayments,
    PaymentOffers,
    PaymentChecks,
    PaymentReconciliation,
    PaymentEvents,
    PaymentAccounts,
    OrderAnswers,
    OrderWithdrawals,
    CreditNotes,
    OrderReturns,
    AdvancePayments,
    CounterPayments,
    DirectPayments,
    PendingPayments,
    WithheldAcknowledgements,
    OrderMails,
    OrderPreparation,
    SaleTermsService,
    OrderDocuments,
    PickupToday,
    ShownOrdering,
    OrderSilence,
  ],
})
export class OrdersModule {}

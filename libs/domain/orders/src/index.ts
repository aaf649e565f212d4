export { CustomerHistory } from './customer-history.service';
export {
  type ListedOrder,
  type ListedWithdrawal,
  type LineWeight,
  type Order,
  type OrderCustomer,
  type OrderEvent,
  type OrderLine,
  orderNumber,
  type OrderProgress,
  type OrderSummary,
  type OrderWithdrawal,
  type ShoppingList,
} from './order';
export {
  amountsOf,
  type BasketChange,
  changesOf,
  type ChosenLine,
  leftOf,
  linesOf,
  mergeLines,
  type PricedLine,
  pricedTogether,
  priceLines,
  type SaleConditions,
} from './order-decision';
export { isAsked, type ListedContact, type OrderContact, orderContactLink } from './contacts/order-contact';
export * from './contacts/order-contact.errors';
export { OrderContacts } from './contacts/order-contacts.service';
export { cancellableUntil, isCancellationOver, isTooLateToCancel } from './cancellation';
export * from './cancellation.errors';
export { cancellationWords } from './cancellation-words';
export { hasAppointment, orderCalendar, pinOf } from './order-calendar';
export { type DelayedSlot, MAX_DELAY } from './order-delay';
export { isClosedOnDayOf } from './closed-day';
export { type DaySlot, type OrderDay, OrderDays } from './order-days.service';
export type { StandingOrders } from './order-list.repository';
export { ClosedDayOrders, type EndedOrders, MOST_ENDED, type ShownOrder } from './closed-day-orders.service';
export type { ClosedThen, Closure } from './order-closure';
export { OrderClosures } from './order-closures.service';
export { OrderDelays } from './order-delays.service';
export { OrderNotRestorable, OrderNotUndoable } from './order-restore.errors';
export * from './order.errors';
export * from './order-call.errors';
export * from './weight.errors';
export { seenOf, type SeenProduct } from './seen-products';
export * from './order.events';
export type { BlockedCustomer } from './blocked-customers/blocked-customer.repository';
export { BlockedCustomers, MAX_BLOCK_REASON } from './blocked-customers/blocked-customers.service';
export * from './blocked-customers/blocked-customers.errors';
export { type CodeReading, type HandOver, MAX_RECIPIENT } from './hand-over/hand-over';
export * from './hand-over/hand-over.errors';
export { wantsProofOfAge } from './hand-over/proof-of-age';
export { type HandingOver, mayNameCollector, OrderHandOvers } from './hand-over/order-hand-overs.service';
export type { OpenCounts, OpenOrders } from './open-orders';
export { OrderHandling } from './order-handling.service';
export { OrderInboxes, type OpenOfShops } from './order-inboxes.service';
export type { OrderMove } from './order-move';
export type { MailedOrder } from './recipient.repository';
export { OrderReleases } from './order-releases.service';
export type { OrderCursor } from './order-list.repository';
export { type AssuredCounts, OrderAssurance, type Reminded } from './order-assurance.service';
export type { CallAttempt, CallingAgent, OrderCall } from './order-call.repository';
export { type CallNote, OrderCalls } from './order-calls.service';
export {
  AMENDMENT_HOURS,
  type AmendmentChange,
  amendmentOutcome,
  changesIn,
  type LineChange,
  mayPropose,
  maySubstitute,
  type OrderAmendment,
} from './amendments/amendment';
export { changeWords } from './amendments/amendment-words';
export * from './amendments/amendment.errors';
export { declinedOf, isAskable, mayAskWeight } from './amendments/weight-proposal';
export {
  type AmendmentInput,
  OrderAmendments,
  type Proposing,
  type WeightInput,
} from './amendments/order-amendments.service';
export { type AnswerableOrder, OrderAnswers, type StepAuthor } from './order-answers.service';
export { CONFIRM_MINUTES, confirmableUntil, wasConfirmed } from './confirmations/confirmation';
export { OrderConfirmations } from './confirmations/order-confirmations.service';
export { OrderBrowsersModule } from './browsers/order-browsers.module';
export { OrderBrowsers } from './browsers/order-browsers.service';
export { pushWords } from './browsers/push-words';
export { HeldNotices } from './held-notices/held-notices.service';
export { heardSteps } from './held-notices/held-step';
export { OrderNotices, type Reach } from './order-notices';
export { customerTextWords, shopTextWords, type TextedOrder } from './order-text-words';
export type { AgreedList } from './lists/list-agreements';
export { ListAnswers } from './lists/list-answers.service';
export { ListPhotos } from './lists/list-photos';
export { isUnpriced } from './lists/shopping-list';
export * from './lists/shopping-list.errors';
export { ShoppingListsModule } from './lists/shopping-lists.module';
export { type ListOffer, ShoppingLists } from './lists/shopping-lists.service';
export { needsEmail, type Orderer, OrderPlacing } from './order-placing.service';
export { type CreditCause, type CreditNote, creditNumber } from './credit-notes/credit-note';
export { CreditNotes } from './credit-notes/credit-notes.service';
export { OrderReturns } from './credit-notes/order-returns.service';
export { returnablePieces, returnablePositions, type ReturnedPart } from './credit-notes/order-return';
export { feeLabel } from './fulfilment/fulfilment-words';
export {
  cardCentsOf,
  creditedWords,
  creditNoteDocument,
  withdrawnWords,
} from './documents/credit-note-document';
export type { SellerFacts } from './terms/seller';
export { OrderSlots, slotOf } from './order-slots.service';
export type { HoldPeriod } from './slot-hold.repository';
export { OVERRIDABLE, type Overridable } from './order-overrides';
export { isOverridable, type SlotRefusals, type Staff, type StaffSlot } from './order-staff';
export {
  ACCEPTED_WAYS,
  type AcceptedMethods,
  cardRefundCents,
  counterRefundCents,
  isChargeFailed,
  isOnCard,
  isPrepaid,
  onCardCents,
  leftCents,
  mayNoteCounter,
  payableUntil,
  PAY_MINUTES,
  type PaymentAccount,
  toCollectCents,
  waysOf,
} from './payments/payment';
export type { OrderPayment } from './payments/order-payment';
export * from './payments/payment.errors';
export { isWeighingBegun } from './order-weighing';
export { DirectPayments } from './payments/direct-payments.service';
export { PendingPayments } from './payments/pending-payments.service';
export {
  advanceDueCents,
  advanceToGiveBackCents,
  heldAdvanceCents,
  isPaidInAdvance,
  mayNoteAdvance,
  mayUndoReturn,
} from './payments/advance-payment';
export { AdvancePayments } from './payments/advance-payments.service';
export { CounterPayments } from './payments/counter-payments.service';
export { OrderPayments } from './payments/order-payments.service';
export type { ListedMismatch, PaymentCounts } from './payments/payment-mismatch.repository';
export type { PaymentCheck, PaymentCheckCursor } from './payments/payment-check.repository';
export { PaymentChecks } from './payments/payment-checks.service';
export { PaymentReconciliation } from './payments/payment-reconciliation.service';
export { PaymentEvents } from './payments/payment-events.service';
export { PaymentOffers } from './payments/payment-offers.service';
export { PaymentAccounts } from './payments/payment-accounts.service';
export {
  holdsGoods,
  isAwaited,
  isDue,
  isKeptWhileClosed,
  isUnderWay,
  isWorkedOn,
  mayDelay,
  mayCancel,
  mayMove,
  mayUndoStep,
  RESTORABLE_HOURS,
  restoreRefusal,
  restores,
  undoableDelay,
  mayWeigh,
  ORDER_STATES,
  type OrderActor,
  type OrderReason,
  shopReasonOf,
  transition,
  SHOP_REASONS,
  type ShopReason,
  type OrderState,
  type Weighed,
  wantsWeights,
} from './order-state';
export type { Answering, OrderingSettings } from './ordering-settings.repository';
export { type SoldProduct, SoldProducts } from './sold-products.service';
export { conditionsOf, type OrderingShop, OrderingShops, type ShownOffer } from './ordering-shops.service';
export { isCapped, isUnlikelyWeight, weighablePositions } from './order-weighing';
export { OrderWeighing } from './order-weighing.service';
export { OrderPreparation, type PreparationList, preparedProducts } from './order-preparation.service';
export { queuedMails } from './queued-mails';
export { keptUntil } from './reservation-term';
export { isConfirmedBefore, noticeOf } from './step-notice';
export {
  maySendAgain,
  type BouncedShop,
  type OrderMail,
  OrderMails,
  type UnsentReason,
} from './order-mails.service';
export type { OwedRefund } from './withdrawal.repository';
export { OrderWithdrawals, type RefundInput } from './order-withdrawals.service';
export {
  linesAt,
  receivedAt,
  refundDueOn,
  restOfLines,
  wantedLines,
  withdrawablePositions,
  withdrawalEnd,
  withdrawnLines,
  withdrawnPositions,
} from './withdrawal';
export {
  type IncompleteShop,
  type OrderingRules,
  OrderingSettingsService,
  type StoredOrdering,
  type SlotDetails,
} from './ordering-settings.service';
export { OrderingControlsService, type ShopSlot, type Switching } from './ordering-controls.service';
export { controlsAt, type OrderingControls, RUSH_MINUTES, seenControls } from './ordering-controls';
export { countedLineWords, countedWords, mostOf, quantityWords, weightNote } from './order-weight-words';
export {
  choicesWords,
  chosenWords,
  differenceWords,
  lineWords,
  sellerWords,
  taxWords,
  termsWords,
  methodsPaid,
} from './order-terms';
export {
  isPaidOnline,
  onlinePaymentState,
  type OnlinePaymentState,
  paymentWords,
} from './payments/payment-words';
export { isContract, isEnteredByStaff, orderConfirmation } from './documents/order-confirmation';
export { OrderDocuments, type OrderDocument } from './documents/order-documents.service';
export { type MissingForSale, type SaleTerms } from './terms/sale-terms';
export * from './terms/sale-terms.errors';
export { type DigestedTerms, SaleTermsService } from './terms/sale-terms.service';
export {
  SalesAddition,
  type SalesEntry,
  type SalesShare,
  type SalesSums,
  type SalesTotals,
  sharesOf,
} from './sales/sale';
export type { SalesSpan } from './sales/sales.repository';
export {
  type ShopSilence,
  OrderSilence,
  SILENCE_ANSWERS,
  type SilenceAnswer,
} from './silence/order-silence.service';
export type { SilentShop } from './silence/silence.repository';
export { FIGURE_WEEKS, type FigureWeeks } from './figures/figure-period';
export { type FigureTotals, ORDER_OUTCOMES, type ProductFigure } from './figures/order-figures';
export { type NamedFigures, OrderFiguresService } from './figures/order-figures.service';
export { PickupToday } from './pickup-today.service';
export { ShownOrdering } from './shown-ordering.service';
export { Sales } from './sales/sales.service';
export { type OrderSignal, orderSignalOf } from './order-signals';
export { orderAnswerLink, orderConfirmLink, orderLink, orderSilenceLink } from './order-link';
export type { ForShop } from './mails/order-contents';
export type { OrderAmendedModel } from './mails/order-amended/mail';
export type { OrderNotice } from './mails/order-status/model';
export { orderMails } from './mails/order-mails';
export { orderTextModel } from './mails/order-text/mail';
export { feeShares, type FeeShare } from './fulfilment/fee';
export { type FulfilmentOffer, type FulfilmentSettings, keyOf, sendingDay } from './fulfilment/fulfilment';
export type { CollectionPoint, OrderPoint, OrderReception } from './fulfilment/order-reception';
export { pointHoursLines, readPointHours } from './fulfilment/point-hours';
export * from './fulfilment/fulfilment.errors';
export * from './fulfilment/fulfilment-words';
export { type AddressCheck, Fulfilments } from './fulfilment/fulfilments.service';
export { isNear, readShape, shapeText } from './fulfilment/zone-shape';
export { FulfilmentSettingsService } from './fulfilment/fulfilment-settings.service';
export { OrdersModule } from './orders.module';
export { WithheldAcknowledgements } from './withheld-acknowledgements.service';
export { excessOf, FEW_PIECES, fewOf } from './unproven-amounts';

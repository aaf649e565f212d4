import { Foundation1764028800000 } from './1764028800000-foundation';
import { Directory1764050000000 } from './1764050000000-directory';
import { Accounts1764070000000 } from './1764070000000-accounts';
import { Claims1764071000000 } from './1764071000000-claims';
import { Profiles1764072000000 } from './1764072000000-profiles';
import { Photos1764073000000 } from './1764073000000-photos';
import { Freshness1764074000000 } from './1764074000000-freshness';
import { Mandates1764075000000 } from './1764075000000-mandates';
import { Corrections1764077000000 } from './1764077000000-corrections';
import { TownDesk1764078000000 } from './1764078000000-town-desk';
import { EntryCategory1764079000000 } from './1764079000000-entry-category';
import { SchoolBreaks1764082000000 } from './1764082000000-school-breaks';
import { ProviderSignOut1764083000000 } from './1764083000000-provider-sign-out';
import { LetterObjections1764086000000 } from './1764086000000-letter-objections';
import { ClaimPolicy1764087000000 } from './1764087000000-claim-policy';
import { Merges1764088000000 } from './1764088000000-merges';
import { PhotoHash1764089000000 } from './1764089000000-photo-hash';
import { ImportErrors1764090000000 } from './1764090000000-import-errors';
import { WithheldMail1764092000000 } from './1764092000000-withheld-mail';
import { OpenData1764093000000 } from './1764093000000-open-data';
import { ProvenReports1764094000000 } from './1764094000000-proven-reports';
import { OpenDataHidden1764096000000 } from './1764096000000-open-data-hidden';
import { TownCases1764099000000 } from './1764099000000-town-cases';
import { CaseAssignees1764100000000 } from './1764100000000-case-assignees';
import { AgentSessions1764104000000 } from './1764104000000-agent-sessions';
import { ExactQuota1764106000000 } from './1764106000000-exact-quota';
import { ReportEffects1764109000000 } from './1764109000000-report-effects';
import { Catalogue1764200000000 } from './1764200000000-catalogue';
import { Orders1764201000000 } from './1764201000000-orders';
import { PlainNames1764210000000 } from './1764210000000-plain-names';
import { PlaceRequests1764250000000 } from './1764250000000-place-requests';
import { ReadBefore1764251000000 } from './1764251000000-read-before';
import { ReportReasons1764260000000 } from './1764260000000-report-reasons';
import { ListingVisits1764260100000 } from './1764260100000-listing-visits';
import { ConsoleMails1764261000000 } from './1764261000000-console-mails';
import { Posts1764270000000 } from './1764270000000-posts';
import { OrderEnds1764280000000 } from './1764280000000-order-ends';
import { AddressIndexes1764285000000 } from './1764285000000-address-indexes';
import { TableStatistics1764290000000 } from './1764290000000-table-statistics';
import { ProductFacts1764300000000 } from './1764300000000-product-facts';
import { ProductPhotos1764301000000 } from './1764301000000-product-photos';
import { ProductOptions1764302000000 } from './1764302000000-product-options';
import { OrderAllergens1764330000000 } from './1764330000000-order-allergens';
import { OrderWithdrawals1764340000000 } from './1764340000000-order-withdrawals';
import { ProductWords1764345000000 } from './1764345000000-product-words';
import { PostPhotos1764350000000 } from './1764350000000-post-photos';
import { ReportedPlaces1764352000000 } from './1764352000000-reported-places';
import { ProductImports1764354000000 } from './1764354000000-product-imports';
import { ProductEan1764355000000 } from './1764355000000-product-ean';
import { OrderRush1764356000000 } from './1764356000000-order-rush';
import { OrderDelays1764357000000 } from './1764357000000-order-delays';
import { OrderAssurance1764358000000 } from './1764358000000-order-assurance';
import { SaleTerms1764360000000 } from './1764360000000-sale-terms';
import { AcceptedUnchanged1764361000000 } from './1764361000000-accepted-unchanged';
import { OrderAnswers1764363000000 } from './1764363000000-order-answers';
import { WeighedGoods1764365000000 } from './1764365000000-weighed-goods';
import { Sales1764367000000 } from './1764367000000-sales';
import { OrderAmendments1764368000000 } from './1764368000000-order-amendments';
import { ReportedPosts1764369000000 } from './1764369000000-reported-posts';
import { OrderSilence1764371000000 } from './1764371000000-order-silence';
import { ProductVariants1764381000000 } from './1764381000000-product-variants';
import { ReportsTakenBack1764390000000 } from './1764390000000-reports-taken-back';
import { AuthorsBefore1764400000000 } from './1764400000000-authors-before';
import { OrderDaily1764405000000 } from './1764405000000-order-daily';
import { PickupToday1764410000000 } from './1764410000000-pickup-today';
import { RevisionReason1764420000000 } from './1764420000000-revision-reason';
import { PageNotices1764422000000 } from './1764422000000-page-notices';
import { OrderWorkIndexes1764423000000 } from './1764423000000-order-work-indexes';
import { PostDecisions1764424000000 } from './1764424000000-post-decisions';
import { PageNoticesRead1764427000000 } from './1764427000000-page-notices-read';
import { CollectedChanges1764430000000 } from './1764430000000-collected-changes';
import { WithdrawnPlaces1764431000000 } from './1764431000000-withdrawn-places';
import { OrderLists1764432000000 } from './1764432000000-order-lists';
import { OrderFulfilments1764435000000 } from './1764435000000-order-fulfilments';
import { OrdersToConfirm1764440000000 } from './1764440000000-orders-to-confirm';
import { CustomerTexts1764441000000 } from './1764441000000-customer-texts';
import { OrderBrowsers1764442000000 } from './1764442000000-order-browsers';
import { BouncedMails1764443000000 } from './1764443000000-bounced-mails';
import { OrderPayments1764450000000 } from './1764450000000-order-payments';
import { PageActs1764460000000 } from './1764460000000-page-acts';
import { NotifiedCases1764461000000 } from './1764461000000-notified-cases';
import { ProductGroups1764470000000 } from './1764470000000-product-groups';
import { ProductTimes1764471000000 } from './1764471000000-product-times';
import { SlotHolds1764473000000 } from './1764473000000-slot-holds';
import { StaffOrders1764474000000 } from './1764474000000-staff-orders';
import { NotifiedClaims1764476000000 } from './1764476000000-notified-claims';
import { PageHands1764480000000 } from './1764480000000-page-hands';
import { ClaimsUndone1764481000000 } from './1764481000000-claims-undone';
import { OpenReports1764485000000 } from './1764485000000-open-reports';
import { PageFacts1764486000000 } from './1764486000000-page-facts';
import { OrderHandOvers1764490000000 } from './1764490000000-order-hand-overs';
import { OrderCollectors1764491000000 } from './1764491000000-order-collectors';
import { BlockedCustomers1764492000000 } from './1764492000000-blocked-customers';
import { AgeRestrictions1764493000000 } from './1764493000000-age-restrictions';
import { UndoneDelays1764495000000 } from './1764495000000-undone-delays';
import { SeveralOverrides1764496000000 } from './1764496000000-several-overrides';
import { FeesInFigures1764500000000 } from './1764500000000-fees-in-figures';
import { CreditNotes1764501000000 } from './1764501000000-credit-notes';
import { CustomerAccounts1764505000000 } from './1764505000000-customer-accounts';
import { NotifiedMandateTasks1764510000000 } from './1764510000000-notified-mandate-tasks';
import { OrdersOfAgents1764511000000 } from './1764511000000-orders-of-agents';
import { NotifiedMandateAsked1764515000000 } from './1764515000000-notified-mandate-asked';
import { NotifiedAdditions1764520000000 } from './1764520000000-notified-additions';
import { WeightsAgreed1764525000000 } from './1764525000000-weights-agreed';
import { SendingPayment1764530000000 } from './1764530000000-sending-payment';
import { SeveralProductPhotos1764535000000 } from './1764535000000-several-product-photos';
import { AccountsOfBlockedCustomers1764545000000 } from './1764545000000-accounts-of-blocked-customers';
import { DecidedClaims1764550000000 } from './1764550000000-decided-claims';
import { CorrectionAnnouncements1764570000000 } from './1764570000000-correction-announcements';
import { PageMerges1764571000000 } from './1764571000000-page-merges';
import { UnlistedNames1764575000000 } from './1764575000000-unlisted-names';
import { FactsOfNotes1764580000000 } from './1764580000000-facts-of-notes';
import { KeptWhileClosed1764585000000 } from './1764585000000-kept-while-closed';
import { ReadAfter1764590000000 } from './1764590000000-read-after';
import { CounterPayments1764595000000 } from './1764595000000-counter-payments';
import { UnpaidOrders1764596000000 } from './1764596000000-unpaid-orders';
import { ReturnsOfShops1764597000000 } from './1764597000000-returns-of-shops';
import { CustomersWhoLeave1764620000000 } from './1764620000000-customers-who-leave';
import { CancelledOrders1764621000000 } from './1764621000000-cancelled-orders';
import { ProductActs1764630000000 } from './1764630000000-product-acts';
import { ClosedAccounts1764650000000 } from './1764650000000-closed-accounts';
import { PartsOfLines1764660000000 } from './1764660000000-parts-of-lines';
import { UnprovenHandOvers1764680000000 } from './1764680000000-unproven-hand-overs';
import { HeldNotices1764685000000 } from './1764685000000-held-notices';
import { DecidedPlaces1764695000000 } from './1764695000000-decided-places';
import { CancellationRules1764700000000 } from './1764700000000-cancellation-rules';
import { PartsValidated1764705000000 } from './1764705000000-parts-validated';
import { MandateCopies1764710000000 } from './1764710000000-mandate-copies';
import { OwnersWordOnReports1764715000000 } from './1764715000000-owners-word-on-reports';
import { ExpiredPayments1764720000000 } from './1764720000000-expired-payments';
import { WithdrawnOrders1764721000000 } from './1764721000000-withdrawn-orders';
import { ClosedSales1764722000000 } from './1764722000000-closed-sales';
import { ClosedSalesIndex1764723000000 } from './1764723000000-closed-sales-index';
import { Agendas1764750000000 } from './1764750000000-agendas';
import { Gauges1764770000000 } from './1764770000000-gauges';
import { GaugeNotices1764770000001 } from './1764770000001-gauge-notices';
import { GaugeDecisions1764770000002 } from './1764770000002-gauge-decisions';
import { CalmHours1764775000001 } from './1764775000001-calm-hours';
import { Footfall1764775000000 } from './1764775000000-footfall';
import { BookingHolds1764780000000 } from './1764780000000-booking-holds';
import { BookingLimits1764780000001 } from './1764780000001-booking-limits';
import { BookingReminders1764780000002 } from './1764780000002-booking-reminders';
import { BookingPersonIndexes1764780000003 } from './1764780000003-booking-person-indexes';
import { EarlierTimes1764780000004 } from './1764780000004-earlier-times';
import { ServiceDetails1764785000000 } from './1764785000000-service-details';
import { ServiceQuestions1764785000001 } from './1764785000001-service-questions';
import { ResourceAbsences1764785000002 } from './1764785000002-resource-absences';
import { AgendaFree1764800000000 } from './1764800000000-agenda-free';
import { AdvancePayments1764810000000 } from './1764810000000-advance-payments';
import { ClaimsUnited1764815000000 } from './1764815000000-claims-united';
import { WaitingList1764841000000 } from './1764841000000-waiting-list';
import { PersonsOfServices1764842000000 } from './1764842000000-persons-of-services';
import { AgendaSessions1764842000001 } from './1764842000001-agenda-sessions';
import { AgendaFeeds1764844000000 } from './1764844000000-agenda-feeds';
import { AgendaBusyTimes1764844000001 } from './1764844000001-agenda-busy-times';
import { TownServices1764845000000 } from './1764845000000-town-services';
import { Conversations1764850000000 } from './1764850000000-conversations';
import { AdvancesReturned1764860000000 } from './1764860000000-advances-returned';
import { AdvancesReturnedIndex1764860000001 } from './1764860000001-advances-returned-index';
import { BookingParts1764861000000 } from './1764861000000-booking-parts';
import { BookingPartsValidated1764861000001 } from './1764861000001-booking-parts-validated';
import { BookingPassedRules1764861000002 } from './1764861000002-booking-passed-rules';
import { BookingPassedRulesIndex1764861000003 } from './1764861000003-booking-passed-rules-index';
import { BookingSeries1764861000004 } from './1764861000004-booking-series';
import { BookingSeriesIndex1764861000005 } from './1764861000005-booking-series-index';
import { BookingAnswers1764862000000 } from './1764862000000-booking-answers';
import { AgendaSummaries1764862000001 } from './1764862000001-agenda-summaries';
import { BookingAnswersValidated1764862000009 } from './1764862000009-booking-answers-validated';
import { TownServiceNotices1764863000000 } from './1764863000000-town-service-notices';
import { AgendaConstraintsValidated1764864000000 } from './1764864000000-agenda-constraints-validated';
import { FreedTimesIndex1764864000001 } from './1764864000001-freed-times-index';
import { AgendaKeys1764864000002 } from './1764864000002-agenda-keys';
import { MessagePhotos1764865000000 } from './1764865000000-message-photos';
import { MessagePhotosValidated1764865000001 } from './1764865000001-message-photos-validated';
import { AdvancesOwedIndexes1764866000000 } from './1764866000000-advances-owed-indexes';
import { CalmListingsIndex1764866000001 } from './1764866000001-calm-listings-index';
import { BookingFiles1764870000000 } from './1764870000000-booking-files';
import { RepeatedServices1764870000001 } from './1764870000001-repeated-services';
import { SplitParties1764870000003 } from './1764870000003-split-parties';
import { WaitsInARow1764870000005 } from './1764870000005-waits-in-a-row';
import { BookingsValidated1764870000006 } from './1764870000006-bookings-validated';
import { ReservedTimes1764870000010 } from './1764870000010-reserved-times';
import { BookingNeeds1764870000011 } from './1764870000011-booking-needs';
import { BookingNeedsValidated1764870000012 } from './1764870000012-booking-needs-validated';
import { TownSummaries1764870000013 } from './1764870000013-town-summaries';
import { BookingNeedsIndex1764870000014 } from './1764870000014-booking-needs-index';
import { ConversationHandling1764870000020 } from './1764870000020-conversation-handling';
import { ConversationHandlingIndexes1764870000021 } from './1764870000021-conversation-handling-indexes';
import { ConversationMails1764870000022 } from './1764870000022-conversation-mails';
import { MessageNotifications1764870000023 } from './1764870000023-message-notifications';
import { MessageNotificationsValidated1764870000024 } from './1764870000024-message-notifications-validated';
import { ConversationsMarkedUnread1764870000025 } from './1764870000025-conversations-marked-unread';
import { ConversationsMarkedUnreadIndex1764870000026 } from './1764870000026-conversations-marked-unread-index';

/** Migrations of every tenant's schema, oldest first. */
export const tenantMigrations = [
  Foundation1764028800000,
  Directory1764050000000,
  Accounts1764070000000,
  Claims1764071000000,
  Profiles1764072000000,
  Photos1764073000000,
  Freshness1764074000000,
  Mandates1764075000000,
  Corrections1764077000000,
  TownDesk1764078000000,
  EntryCategory1764079000000,
  SchoolBreaks1764082000000,
  ProviderSignOut1764083000000,
  LetterObjections1764086000000,
  ClaimPolicy1764087000000,
  Merges1764088000000,
  PhotoHash1764089000000,
  ImportErrors1764090000000,
  WithheldMail1764092000000,
  OpenData1764093000000,
  ProvenReports1764094000000,
  OpenDataHidden1764096000000,
  TownCases1764099000000,
  CaseAssignees1764100000000,
  AgentSessions1764104000000,
  ExactQuota1764106000000,
  ReportEffects1764109000000,
  Catalogue1764200000000,
  Orders1764201000000,
  PlainNames1764210000000,
  PlaceRequests1764250000000,
  ReadBefore1764251000000,
  ReportReasons1764260000000,
  ListingVisits1764260100000,
  ConsoleMails1764261000000,
  Posts1764270000000,
  OrderEnds1764280000000,
  AddressIndexes1764285000000,
  TableStatistics1764290000000,
  ProductFacts1764300000000,
  ProductPhotos1764301000000,
  ProductOptions1764302000000,
  OrderAllergens1764330000000,
  OrderWithdrawals1764340000000,
  ProductWords1764345000000,
  PostPhotos1764350000000,
  ReportedPlaces1764352000000,
  ProductImports1764354000000,
  ProductEan1764355000000,
  OrderRush1764356000000,
  OrderDelays1764357000000,
  OrderAssurance1764358000000,
  SaleTerms1764360000000,
  AcceptedUnchanged1764361000000,
  OrderAnswers1764363000000,
  WeighedGoods1764365000000,
  Sales1764367000000,
  OrderAmendments1764368000000,
  ReportedPosts1764369000000,
  OrderSilence1764371000000,
  ProductVariants1764381000000,
  ReportsTakenBack1764390000000,
  AuthorsBefore1764400000000,
  OrderDaily1764405000000,
  PickupToday1764410000000,
  RevisionReason1764420000000,
  PageNotices1764422000000,
  OrderWorkIndexes1764423000000,
  PostDecisions1764424000000,
  PageNoticesRead1764427000000,
  CollectedChanges1764430000000,
  WithdrawnPlaces1764431000000,
  OrderLists1764432000000,
  OrderFulfilments1764435000000,
  OrdersToConfirm1764440000000,
  CustomerTexts1764441000000,
  OrderBrowsers1764442000000,
  BouncedMails1764443000000,
  OrderPayments1764450000000,
  PageActs1764460000000,
  NotifiedCases1764461000000,
  ProductGroups1764470000000,
  ProductTimes1764471000000,
  SlotHolds1764473000000,
  StaffOrders1764474000000,
  NotifiedClaims1764476000000,
  PageHands1764480000000,
  ClaimsUndone1764481000000,
  OpenReports1764485000000,
  PageFacts1764486000000,
  OrderHandOvers1764490000000,
  OrderCollectors1764491000000,
  BlockedCustomers1764492000000,
  AgeRestrictions1764493000000,
  UndoneDelays1764495000000,
  SeveralOverrides1764496000000,
  FeesInFigures1764500000000,
  CreditNotes1764501000000,
  CustomerAccounts1764505000000,
  NotifiedMandateTasks1764510000000,
  OrdersOfAgents1764511000000,
  NotifiedMandateAsked1764515000000,
  NotifiedAdditions1764520000000,
  WeightsAgreed1764525000000,
  SendingPayment1764530000000,
  SeveralProductPhotos1764535000000,
  AccountsOfBlockedCustomers1764545000000,
  DecidedClaims1764550000000,
  CorrectionAnnouncements1764570000000,
  PageMerges1764571000000,
  UnlistedNames1764575000000,
  FactsOfNotes1764580000000,
  KeptWhileClosed1764585000000,
  ReadAfter1764590000000,
  CounterPayments1764595000000,
  UnpaidOrders1764596000000,
  ReturnsOfShops1764597000000,
  CustomersWhoLeave1764620000000,
  CancelledOrders1764621000000,
  ProductActs1764630000000,
  ClosedAccounts1764650000000,
  PartsOfLines1764660000000,
  UnprovenHandOvers1764680000000,
  HeldNotices1764685000000,
  DecidedPlaces1764695000000,
  CancellationRules1764700000000,
  PartsValidated1764705000000,
  MandateCopies1764710000000,
  OwnersWordOnReports1764715000000,
  ExpiredPayments1764720000000,
  WithdrawnOrders1764721000000,
  ClosedSales1764722000000,
  ClosedSalesIndex1764723000000,
  Agendas1764750000000,
  Gauges1764770000000,
  GaugeNotices1764770000001,
  GaugeDecisions1764770000002,
  Footfall1764775000000,
  CalmHours1764775000001,
  BookingHolds1764780000000,
  BookingLimits1764780000001,
  BookingReminders1764780000002,
  BookingPersonIndexes1764780000003,
  EarlierTimes1764780000004,
  ServiceDetails1764785000000,
  ServiceQuestions1764785000001,
  ResourceAbsences1764785000002,
  AgendaFree1764800000000,
  AdvancePayments1764810000000,
  ClaimsUnited1764815000000,
  WaitingList1764841000000,
  PersonsOfServices1764842000000,
  AgendaSessions1764842000001,
  AgendaFeeds1764844000000,
  AgendaBusyTimes1764844000001,
  TownServices1764845000000,
  Conversations1764850000000,
  AdvancesReturned1764860000000,
  AdvancesReturnedIndex1764860000001,
  BookingParts1764861000000,
  BookingPartsValidated1764861000001,
  BookingPassedRules1764861000002,
  BookingPassedRulesIndex1764861000003,
  BookingSeries1764861000004,
  BookingSeriesIndex1764861000005,
  BookingAnswers1764862000000,
  AgendaSummaries1764862000001,
  BookingAnswersValidated1764862000009,
  TownServiceNotices1764863000000,
  AgendaConstraintsValidated1764864000000,
  FreedTimesIndex1764864000001,
  AgendaKeys1764864000002,
  MessagePhotos1764865000000,
  MessagePhotosValidated1764865000001,
  AdvancesOwedIndexes1764866000000,
  CalmListingsIndex1764866000001,
  BookingFiles1764870000000,
  RepeatedServices1764870000001,
  SplitParties1764870000003,
  WaitsInARow1764870000005,
  BookingsValidated1764870000006,
  ReservedTimes1764870000010,
  BookingNeeds1764870000011,
  BookingNeedsValidated1764870000012,
  TownSummaries1764870000013,
  BookingNeedsIndex1764870000014,
  ConversationHandling1764870000020,
  ConversationHandlingIndexes1764870000021,
  ConversationMails1764870000022,
  MessageNotifications1764870000023,
  MessageNotificationsValidated1764870000024,
  ConversationsMarkedUnread1764870000025,
  ConversationsMarkedUnreadIndex1764870000026,
];

export { appendOnlyTables, readOnlyTables } from '../tenant-rights';

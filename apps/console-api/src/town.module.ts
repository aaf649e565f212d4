import { AgendasModule } from '@halles/domain/agendas';
import { ClaimsModule } from '@halles/domain/claims';
import { ConsoleTeam } from '@halles/domain/console-accounts';
import { CorrectionsModule } from '@halles/domain/corrections';
import { CasesModule } from '@halles/domain/cases';
import { DuplicatesModule } from '@halles/domain/duplicates';
import { GaugesModule } from '@halles/domain/gauges';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { OrdersModule } from '@halles/domain/orders';
import { PostPhotosModule } from '@halles/domain/photos';
import { PageHistoryModule } from '@halles/domain/page-history';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import { PushModule } from '@halles/platform/push';
import { StorageModule } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { AgendaShopsController } from './agendas/agenda-shops.controller';
import { TownServicesController } from './agendas/town-services.controller';
import { AdditionsController } from './claims/additions.controller';
import { ClaimsController } from './claims/claims.controller';
import { LettersController } from './claims/letters.controller';
import { CaseQueueController } from './cases/case-queue.controller';
import { ReasonTemplatesController } from './cases/reason-templates.controller';
import { PolicyController } from './claims/policy.controller';
import { DuplicatesController } from './listings/duplicates.controller';
import { FieldWording } from './listings/field-wording';
import { GaugeRulesController } from './gauges/gauge-rules.controller';
import { OccupancyController } from './gauges/occupancy.controller';
import { ListingsController } from './listings/listings.controller';
import { PageEntries } from './listings/page-entries';
import { TownFactsController } from './listings/town-facts.controller';
import { PinPlaces } from './pin-places';
import { PlaceMoves } from './place-moves';
import { TownPages } from './listings/town-pages';
import { MandatesController } from './mandates/mandates.controller';
import { OrderCallsController } from './orders/order-calls.controller';
import { OrderFiguresController } from './orders/order-figures.controller';
import { OrderShopsController } from './orders/order-shops.controller';
import { PaymentChecksController } from './orders/payment-checks.controller';
import { SilentShopsController } from './orders/silent-shops.controller';
import { PostsController } from './posts/posts.controller';
import { VisitsController } from './mandates/visits.controller';
import { CorrectionsController } from './corrections/corrections.controller';
import { PreviewsModule } from './previews/previews.module';
import { ReportsController } from './reports/reports.controller';

/** The work of a territory's agents and managers. */
@Module({
  imports: [
    StorageModule,
    PushModule,
    AgendasModule,
    ClaimsModule,
    CorrectionsModule,
    CasesModule,
    DuplicatesModule,
    GaugesModule,
    ListingsModule,
    MandatesModule,
    OrdersModule,
    PreviewsModule,
    PostPhotosModule,
    PageHistoryModule,
    PostsModule,
    ProfilesModule,
    ReportsModule,
  ],
  controllers: [
    ClaimsController,
    AdditionsController,
    LettersController,
    PolicyController,
    CaseQueueController,
    ReasonTemplatesController,
    ReportsController,
    CorrectionsController,
    ListingsController,
    DuplicatesController,
    GaugeRulesController,
    OccupancyController,
    TownFactsController,
    MandatesController,
    PostsController,
    VisitsController,
    AgendaShopsController,
    TownServicesController,
    OrderCallsController,
    OrderShopsController,
    SilentShopsController,
    PaymentChecksController,
    OrderFiguresController,
  ],
  providers: [ConsoleTeam, FieldWording, PageEntries, PinPlaces, PlaceMoves, TownPages],
})
export class TownModule {}

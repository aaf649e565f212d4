import { AgendasModule } from '@halles/domain/agendas';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { GaugesModule } from '@halles/domain/gauges';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { GaugeAnnounceProcessor } from './gauge-announce.processor';
import { GaugeNotifyProcessor } from './gauge-notify.processor';
import { GaugeProposeProcessor } from './gauge-propose.processor';
import { GaugeRulesOverTask } from './gauge-rules-over.task';

/** Tells shops of the rules of their territory on how many people may be inside. */
@Module({
  imports: [AgendasModule, DeliveriesModule, GaugesModule, ListingsModule],
  providers: [GaugeAnnounceProcessor, GaugeNotifyProcessor, GaugeProposeProcessor, GaugeRulesOverTask],
})
export class GaugesWorkerModule {}

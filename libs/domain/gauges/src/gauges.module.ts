import { AccountsModule } from '@halles/domain/accounts';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { AboveGauges } from './above-gauge.service';
import { GaugeAnnouncements } from './gauge-announcements.service';
import { GaugeRuleRepository } from './gauge-rule.repository';
import { GaugeRules } from './gauge-rules.service';
import { TerritoryOccupancy } from './territory-occupancy.service';

/** The rules of a territory on how many people may be in its places. */
@Module({
  imports: [AccountsModule, PlaceDaysModule],
  providers: [AboveGauges, GaugeAnnouncements, GaugeRuleRepository, GaugeRules, Outbox, TerritoryOccupancy],
  exports: [AboveGauges, GaugeAnnouncements, GaugeRules, TerritoryOccupancy],
})
export class GaugesModule {}

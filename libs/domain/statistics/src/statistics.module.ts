import { Module } from '@nestjs/common';
import { StatisticsRepository } from './statistics.repository';
import { StatisticsService } from './statistics.service';
import { UseCounter } from './use-counter';

@Module({
  providers: [StatisticsRepository, UseCounter, StatisticsService],
  exports: [StatisticsService],
})
export class StatisticsModule {}

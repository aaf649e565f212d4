import { Module } from '@nestjs/common';
import { ClusterRepository } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { KeyRepository } from './key.repository';
import { PlaceRepository } from './place.repository';
import { ResultRepository } from './result.repository';
import { SearchService } from './search.service';
import { SummaryRepository } from './summary.repository';
import { UnansweredRepository } from './unanswered.repository';

@Module({
  providers: [
    ClusterRepository,
    FacetRepository,
    KeyRepository,
    PlaceRepository,
    ResultRepository,
    SummaryRepository,
    UnansweredRepository,
    SearchService,
  ],
  exports: [SearchService],
})
export class SearchModule {}

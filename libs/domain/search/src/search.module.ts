import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { ClusterRepository } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { LookupRepository } from './lookup.repository';
import { NeighbourRepository } from './neighbour.repository';
import { NeighbourService } from './neighbour.service';
import { PlaceRepository } from './place.repository';
import { QueryReader } from './query-reader.service';
import { ResultRepository } from './result.repository';
import { SearchService } from './search.service';
import { SuggestionReader } from './suggestion-reader.service';
import { SuggestionRepository } from './suggestion.repository';
import { TerritoryCentre } from './territory-centre.service';
import { UnansweredRepository } from './unanswered.repository';
import { UnansweredService } from './unanswered.service';

@Module({
  imports: [ListingsModule],
  providers: [
    ClusterRepository,
    FacetRepository,
    LookupRepository,
    NeighbourRepository,
    NeighbourService,
    PlaceRepository,
    QueryReader,
    ResultRepository,
    SuggestionReader,
    SuggestionRepository,
    TerritoryCentre,
    UnansweredRepository,
    UnansweredService,
    SearchService,
  ],
  exports: [NeighbourService, SearchService, UnansweredService],
})
export class SearchModule {}

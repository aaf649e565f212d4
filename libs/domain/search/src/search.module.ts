import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { Module } from '@nestjs/common';
import { ClusterRepository } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { LandmarkRepository } from './landmark.repository';
import { LandmarkService } from './landmark.service';
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
  imports: [ListingsModule, PlaceDaysModule],
  providers: [
    ClusterRepository,
    FacetRepository,
    LandmarkRepository,
    LandmarkService,
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
  exports: [LandmarkService, NeighbourService, SearchService, UnansweredService],
})
export class SearchModule {}

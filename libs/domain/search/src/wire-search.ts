import type { ChangeBus, UnitOfWork } from '@halles/platform/tenancy';
import { ClusterRepository } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { LookupRepository } from './lookup.repository';
import { PlaceRepository } from './place.repository';
import { QueryReader } from './query-reader.service';
import { ResultRepository } from './result.repository';
import { SearchService } from './search.service';
import { SuggestionReader } from './suggestion-reader.service';
import { SuggestionRepository } from './suggestion.repository';
import { TerritoryCentre } from './territory-centre.service';
import { UnansweredRepository } from './unanswered.repository';

/** The search with all that it needs, for who has no container: commands, measurements. */
export function createSearch(work: UnitOfWork, news: ChangeBus): SearchService {
  const places = new PlaceRepository();
  const lookups = new LookupRepository();
  const centre = new TerritoryCentre(places);
  return new SearchService(
    work,
    new QueryReader(lookups, places, centre, news),
    places,
    new ResultRepository(),
    new FacetRepository(),
    new ClusterRepository(),
    new SuggestionReader(new SuggestionRepository(), lookups, centre),
    new UnansweredRepository(),
  );
}

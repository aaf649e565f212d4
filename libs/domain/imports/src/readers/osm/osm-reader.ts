import type { CategoryTree } from '@halles/domain/categories';
import { readBytes } from '../byte-source';
import { JsonElementScanner } from './json-elements';
import { osmElementOf } from './osm-element';
import { osmRecord } from './osm-record';
import { type OpenSource, type Reading, type ReadingTally, readingOfRecords } from '../reading';
import type { SourceRecord } from '../source-record';
import { type Territory, settleRecord } from '../territory';

export interface OsmSource {
  /** A GeoJSON FeatureCollection or the JSON answer of Overpass, plain, gzip or zip. */
  readonly open: OpenSource;
  readonly tree?: CategoryTree;
  /** By which communes are found; objects outside it are left out, with an error each. */
  readonly territory?: Territory;
}

/** Where the two forms keep their objects. */
const LISTS: ReadonlySet<string> = new Set(['features', 'elements']);

const NOT_JSON = { fr: 'un fichier sans objets OpenStreetMap', en: 'a file without OpenStreetMap objects' };

function* recordsOf(
  scanner: JsonElementScanner,
  tally: ReadingTally,
  { tree, territory }: OsmSource,
): Generator<SourceRecord> {
  tally.rowsRead = scanner.count;
  for (const { rank, value } of scanner.elements.splice(0)) {
    const element = osmElementOf(value);
    if (element === undefined) {
      tally.log.add('element-invalid', rank);
      continue;
    }
    const record = element === 'bare' ? null : osmRecord(element, rank, tally.log, tree);
    if (record === null) {
      tally.leftOut += 1;
      continue;
    }
    const settled = territory === undefined ? record : settleRecord(record, territory, tally.log);
    if (settled !== null) yield settled;
  }
}

async function* read(source: OsmSource, tally: ReadingTally): AsyncGenerator<readonly SourceRecord[]> {
  const scanner = new JsonElementScanner(LISTS, tally.log);
  for await (const chunk of readBytes(source.open(), tally)) {
    scanner.push(chunk);
    yield [...recordsOf(scanner, tally, source)];
  }
  if (tally.log.failed) return;
  if (!scanner.found) tally.log.add('file-kind', 0, NOT_JSON);
  else if (!scanner.end()) tally.log.add('file-truncated', 0);
}

/**
 * The places of an OpenStreetMap extract that have a category; benches, vacant shops and bare geometry are counted as left
 * out. Memory holds one object at a time. Never throws on a bad file:
 * see the report, where a line is the rank of the object.
 */
export const readOsm = (source: OsmSource): Reading => readingOfRecords((tally) => read(source, tally));

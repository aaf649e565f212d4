import { canBeIn } from '@halles/domain/geo';
import { foldText } from '@halles/domain/text';
import type { SourceAddress, SourcePosition } from '@halles/domain/listings';
import type { RowErrorLog } from './row-error';
import { type SourceRecord, freezeRecord } from './source-record';

export interface TerritoryCommune {
  readonly name: string;
  /** WGS84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

/** Where a territory is: what positions are checked against, and communes found by. */
export interface Territory {
  /** By INSEE code. */
  readonly communes: ReadonlyMap<string, TerritoryCommune>;
  /** INSEE code of the commune around a point, null outside the territory; null itself where no outlines are known. */
  readonly communeAt: ((longitude: number, latitude: number) => string | null) | null;
}

/** Outlines are simplified and quays lie in the water: half a kilometre beyond the border is still the territory. */
const TOLERANCE = 0.005;

function isInTerritory({ communeAt }: Territory, { longitude, latitude }: SourcePosition): boolean {
  if (communeAt === null) return true;
  const steps = [
    [0, 0],
    [TOLERANCE, 0],
    [-TOLERANCE, 0],
    [0, TOLERANCE],
    [0, -TOLERANCE],
  ] as const;
  return steps.some(([east, north]) => communeAt(longitude + east, latitude + north) !== null);
}

function isPlausible(territory: Territory, code: string, position: SourcePosition): boolean {
  const commune = territory.communes.get(code);
  if (commune !== undefined && !canBeIn(commune, position)) return false;
  return isInTerritory(territory, position);
}

/** The commune that the source names, else the one around its point; null outside the territory. */
function communeOf(
  territory: Territory,
  address: SourceAddress,
  position: SourcePosition | null,
): string | null {
  const { communeCode, communeName } = address;
  if (communeCode !== null && territory.communes.has(communeCode)) return communeCode;
  if (position === null) return null;
  if (territory.communeAt !== null) return territory.communeAt(position.longitude, position.latitude);
  const folded = communeName === null ? '' : foldText(communeName);
  for (const [code, commune] of territory.communes) {
    const isNamed = folded !== '' && foldText(commune.name) === folded;
    if (isNamed && canBeIn(commune, position)) return code;
  }
  return null;
}

/**
 * The record with its commune found and its position checked: null, with an error, where it is not in the territory; without
 * its position, with a warning, where that lies elsewhere than the commune that the source names.
 */
export function settleRecord(
  record: SourceRecord,
  territory: Territory,
  log: RowErrorLog,
): SourceRecord | null {
  const { address, position, line } = record;
  const code = communeOf(territory, address, position);
  if (code === null) {
    log.add('outside-territory', line, address.communeName ?? record.displayName ?? record.sourceId);
    return null;
  }
  const isMisplaced = position !== null && !isPlausible(territory, code, position);
  if (isMisplaced) log.add('position-elsewhere', line, `${position.longitude}, ${position.latitude}`);
  if (!isMisplaced && code === address.communeCode) return record;
  return freezeRecord({
    ...record,
    address: { ...address, communeCode: code, communeName: territory.communes.get(code)?.name ?? null },
    position: isMisplaced ? null : position,
  });
}

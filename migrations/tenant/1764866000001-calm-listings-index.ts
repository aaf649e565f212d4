import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** Those that set times of the week apart, as the directory has it (the feature `calm-hours`), are looked for each few minutes. */
export class CalmListingsIndex1764866000001 implements MigrationInterface {
  readonly name = 'CalmListingsIndex1764866000001';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'listing_calm', 'listing (id) WHERE features & 32768 <> 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'listing_calm');
  }
}

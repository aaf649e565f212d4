import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A yes that found the page as it says kept the version that stood, which is somebody else's: made at another instant than
 * the answer, of the page that was answered about. What was merged since keeps its number, of the page that went.
 */
const FORGET = `
  UPDATE correction c SET version = NULL
   WHERE c.state = 'accepted' AND c.version IS NOT NULL
     AND EXISTS (SELECT 1 FROM listing_revision r WHERE r.listing_id = c.listing_id AND r.version = c.version AND r.created_at <> c.decided_at)
     AND EXISTS (SELECT 1 FROM audit_log a WHERE a.action = 'correction.accepted' AND a.at = c.decided_at
                  AND a.detail->>'correction' = c.id::text AND a.detail->>'listing' = c.listing_id::text)`;

/** Corrections that were accepted and changed nothing can be taken back like those of today. */
export class AcceptedUnchanged1764361000000 implements MigrationInterface {
  readonly name = 'AcceptedUnchanged1764361000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FORGET);
  }

  async down(): Promise<void> {
    // Which version stood when they were accepted serves nobody.
  }
}

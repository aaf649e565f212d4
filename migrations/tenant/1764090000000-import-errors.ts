import type { MigrationInterface, QueryRunner } from 'typeorm';

const rename = (from: string, to: string): string => `
  CASE WHEN report->'reading' ? '${from}' THEN jsonb_build_object('${to}', report->'reading'->'${from}') ELSE '{}' END`;

const RENAMED = `
  UPDATE directory_import
     SET report = jsonb_set(report, '{reading}', (report->'reading') - ARRAY['faults', 'faultCounts']
       || ${rename('faults', 'errors')} || ${rename('faultCounts', 'errorCounts')})
   WHERE report->'reading' ?| ARRAY['faults', 'faultCounts']`;

const RENAMED_BACK = `
  UPDATE directory_import
     SET report = jsonb_set(report, '{reading}', (report->'reading') - ARRAY['errors', 'errorCounts']
       || ${rename('errors', 'faults')} || ${rename('errorCounts', 'faultCounts')})
   WHERE report->'reading' ?| ARRAY['errors', 'errorCounts']`;

/** What is wrong with the rows of a file is called an error in the reports that were stored, as everywhere else. */
export class ImportErrors1764090000000 implements MigrationInterface {
  readonly name = 'ImportErrors1764090000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RENAMED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(RENAMED_BACK);
  }
}
